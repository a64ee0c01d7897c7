"""expect_error.py gcc|clang FILE -- COMPILER ARGS: is FILE rejected for the reason it names?

A line `// error: text` says that the compiler must reject the file and that its diagnostic must contain the text;
`// error-gcc: text` and `// error-clang: text` say so for one compiler. `// first-error: text` (and `first-error-gcc`,
`first-error-clang`) says that the text must be in the first error that is reported: the one that people read. A file
without any of them is a positive control: it must compile, so that what the other files of its folder leave out is
known to be what breaks them.
"""
import os
import re
import subprocess
import sys


def verdict(compiler, path, command):
    """Why the file failed its test, or None."""
    with open(path, encoding="utf-8") as source:
        lines = re.findall(r"^\s*// (first-)?error(-\w+)?: (.*\S)", source.read(), re.MULTILINE)
    if unknown := {family for _, family, _ in lines} - {"", "-gcc", "-clang"}:
        return f"no such compiler: {unknown}"
    # What must be rejected must be rejected by every compiler, even if only one has a text to match.
    expected = [(first, text) for first, family, text in lines if family in ("", f"-{compiler}")]
    if lines and not expected:
        return f"no line says what {compiler} must report"
    # The C locale: quotes in diagnostics are plain.
    run = subprocess.run([*command, "-fdiagnostics-color=never", path], capture_output=True, text=True,
                         env={**os.environ, "LC_ALL": "C"})
    if not lines:
        return None if run.returncode == 0 else f"expected to compile:\n{run.stderr}"
    if run.returncode == 0:
        return "expected to be rejected, but it compiles"
    if "No such file or directory" in run.stderr or "file not found" in run.stderr:
        return f"rejected for a missing header only:\n{run.stderr}"
    if missing := [text for _, text in expected if text not in run.stderr]:
        return f"rejected, but the diagnostic lacks {missing}:\n{run.stderr}"
    first_error = next((line for line in run.stderr.splitlines() if re.search(r"\berror: ", line)), "")
    if late := [text for first, text in expected if first and text not in first_error]:
        return f"rejected, but the first error lacks {late}:\n{run.stderr}"
    return None


if __name__ == "__main__":
    family, file, _, *compiler_command = sys.argv[1:]
    sys.exit(verdict(family, file, compiler_command))
