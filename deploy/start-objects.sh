#!/bin/sh
# The key pair comes from the environment, so no secret lies in a file of the repository.
set -eu

cat > /tmp/s3.json <<EOF
{
  "identities": [
    {
      "name": "trien",
      "credentials": [{ "accessKey": "$S3_ACCESS_KEY", "secretKey": "$S3_SECRET_KEY" }],
      "actions": ["Admin", "Read", "Write", "List", "Tagging"]
    }
  ]
}
EOF

exec weed server -dir=/data -s3 -s3.port=8333 -s3.config=/tmp/s3.json
