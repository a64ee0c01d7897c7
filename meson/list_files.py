"""list_files.py FOLDER PATTERN: the files of FOLDER that match, one a line, relative to FOLDER, sorted."""
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
for path in sorted(folder.glob(sys.argv[2])):
    print(path.relative_to(folder).as_posix())
