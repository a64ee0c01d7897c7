"""run.py PROGRAM LIMBO.json.xz EXPECTED.tsv FOLDER: converts the collection and runs it, or skips without it."""
import pathlib
import subprocess
import sys

import convert

SKIPPED = 77  # what Meson and Automake take for "skipped"


def main(program, collection, expected, folder):
    if not pathlib.Path(collection).is_file():
        print(f"skipped: x509-limbo isn't there ({collection})")
        return SKIPPED
    cases = pathlib.Path(folder) / "cases.txt"
    convert.main(collection, str(cases))
    return subprocess.run([program, cases, expected, pathlib.Path(folder) / "table.tsv"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
