#!/bin/sh
# The subject, from any folder.
cd "$(dirname "$0")" && exec java -cp "target/classes:target/lib/*" Subject
