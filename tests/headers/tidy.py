"""tidy.py CLANG_TIDY SOURCE FLAGS...: runs clang-tidy over every header, in one translation unit, and every example."""
import pathlib
import subprocess
import sys
import tempfile

OTHER_BACKENDS = ("backend/libsodium", "backend/openssl")  # their headers share names with BoringSSL's


def main(tidy, source, *flags):
    source = pathlib.Path(source)
    root = source / "include" / "cxtls"
    headers = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.hpp"))]
    with tempfile.TemporaryDirectory() as folder:
        unit = pathlib.Path(folder, "all_headers.cpp")
        unit.write_text("".join(f'#include "cxtls/{header}"\n' for header in headers
                                if not header.startswith(OTHER_BACKENDS)))
        units = [unit, *sorted((source / "examples").glob("*.cpp"))]
        return subprocess.run([tidy, "--quiet", f"--config-file={source / '.clang-tidy'}", *units, "--", *flags]).returncode


sys.exit(main(*sys.argv[1:]))
