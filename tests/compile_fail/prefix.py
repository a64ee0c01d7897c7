"""prefix.py FOLDER: the includes of cxtls that the folder's files have, once each: what is compiled ahead for them."""
import pathlib
import re
import sys

found = {line for path in sorted(pathlib.Path(sys.argv[1]).glob("*.?pp"))
         for line in re.findall(r'^#include "cxtls/.*"$', path.read_text(encoding="utf-8"), re.M)}
print("// Made by tests/compile_fail/prefix.py.", *sorted(found), sep="\n")
