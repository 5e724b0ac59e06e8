export const USAGE = `pdf-signature COMMAND [FLAGS] FILE...

  verify FILE...              judge every signature of every file
      --json                  one JSON object a file and line; else sentences (--language vi|en)
      --trust FILE            trusted certificates, PEM bundle or DER; may be repeated
      --trust-list FILE       trusted certificates with purposes and dates, JSON
      --at MOMENT             judge at this moment (ISO 8601) instead of now
      --revocation HOW        always | when-named (default) | never
      --ocsp FILE --crl FILE  evidence at hand, DER
      --allow-host HOST       ask this host for evidence; none is asked when left out
  sign FILE -o OUT            sign with a key at hand
      --p12 FILE [--p12-password TEXT | --p12-password-file FILE]
      --key FILE --certificate FILE [--chain FILE]
      --field NAME | --new-field NAME [--page N] [--rect left,bottom,right,top]
      --level B-B|B-T|B-LT|B-LTA [--tsa URL] [--allow-host HOST] [--trust FILE]
      --certify 1|2|3  --lock all|FIELD  --digest sha256|sha384|sha512  --pss
      --image PNG  --text LINE  --reason TEXT  --location TEXT  --name TEXT
  prepare FILE -o PREPARED    lay the signature out and tell the digest; flags as for sign
  complete FILE VALUE --prepared PREPARED -o OUT
                              put in the raw signature value that was made elsewhere
  timestamp FILE -o OUT --tsa URL --trust FILE
  extend FILE -o OUT --level B-T|B-LT|B-LTA --tsa URL --trust FILE [--allow-host HOST]

  --password TEXT opens encrypted files.
  Exit: 0 done, all valid; 1 refused, or not valid; 2 called wrongly; 3 something is not known.`;
