/** What any program needs to run, to find libraries and to reach a reader of cards. */
const OF_THE_MACHINE =
  /^(PATH|PATHEXT|HOME|HOMEDRIVE|HOMEPATH|USER|USERNAME|USERPROFILE|LANG|LANGUAGE|LC_\w+|TZ|TMP|TEMP|TMPDIR|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES(\(X86\))?|COMMONPROGRAMFILES(\(X86\))?|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|XDG_\w+|DISPLAY|WAYLAND_DISPLAY|DBUS_SESSION_BUS_ADDRESS|PCSCLITE_\w+)$/i;
/** Where libraries look for their own settings: SoftHSM, OpenSC, p11-kit, Luna, nShield, Utimaco, YubiHSM. */
const OF_LIBRARIES =
  /^(SOFTHSM2_CONF|OPENSC_\w+|P11_KIT_\w+|PKCS11_PROXY_\w+|CHRYSTOKICONFIGURATIONPATH|CKNFAST_\w+|NFAST_\w+|CS_PKCS11_\w+|CRYPTOSERVER|YUBIHSM_PKCS11_CONF)$/i;

/** A vendor's library gets these alone: no setting or secret of the program that asks it. */
export function tokenEnvironment(
  all: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => OF_THE_MACHINE.test(name) || OF_LIBRARIES.test(name)),
  );
}
