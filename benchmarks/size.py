"""size.py COMPILER FLAGS...: how large an HTTPS client is, stripped: examples/minimal_client.cpp on each backend, and the
same on Mbed TLS.

Ours holds TLS and X.509, and leaves cryptography to a shared library. Of Mbed TLS the same is counted: the program and the
shared libraries of TLS and X.509, not that of cryptography; and as a program with all of it linked in and what it doesn't
use left out, for which cryptography counts.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SMALL = ["-Os", "-DNDEBUG", "-fno-exceptions", "-fno-rtti", "-ffunction-sections", "-fdata-sections", "-Wl,--gc-sections", "-s"]
LIBRARIES = {"libsodium": ["-lsodium"], "openssl": ["-lcrypto"]}


def build(command, folder, source, libraries, options=()):
    """Octets of the program, or None where its library isn't."""
    program = folder / "program"
    run = subprocess.run([*command, *SMALL, *options, str(source), *libraries, "-o", str(program)], capture_output=True,
                         text=True)
    if run.returncode:
        print(f"  (left out: {run.stderr.splitlines()[0] if run.stderr else 'no reason'})")
        return None
    return program.stat().st_size


def shared(name):
    """Octets of a shared library as it is installed, stripped."""
    listing = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    paths = [line.split(" => ")[1] for line in listing.splitlines() if line.strip().startswith(name)]
    return os.path.getsize(os.path.realpath(paths[0])) if paths else 0


def row(what, size):
    if size is not None:
        print(f"  {what:<58} {size:>9,}")


def main(*command):
    command = [word for word in command if os.path.basename(word) != "ccache"]
    # Without BoringSSL's headers, which have OpenSSL's names.
    plain = [word for i, word in enumerate(command) if word != "-isystem" and command[i - 1] != "-isystem"]
    client = (HERE.parent / "examples/minimal_client.cpp").read_text()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        print(f"{os.path.basename(plain[0])} {' '.join(SMALL)}\noctets")
        for backend, libraries in LIBRARIES.items():
            source = folder / f"{backend}.cpp"
            source.write_text(client.replace("boringssl", backend))
            row(f"cxtls on {backend}", build(plain, folder, source, libraries))
            row(f"cxtls on {backend}, without tables for unwinding",
                build(plain, folder, source, libraries, ["-fno-asynchronous-unwind-tables"]))
        theirs = HERE / "peers/size_mbedtls.cpp"
        program = build(plain, folder, theirs, ["-lmbedtls", "-lmbedx509", "-lmbedcrypto"])
        if program is not None:
            row("Mbed TLS: the program, libmbedtls.so and libmbedx509.so",
                program + shared("libmbedtls.so") + shared("libmbedx509.so"))
            row("Mbed TLS: all of it linked in, with its cryptography",
                build(plain, folder, theirs, ["-Wl,-Bstatic", "-lmbedtls", "-lmbedx509", "-lmbedcrypto", "-Wl,-Bdynamic"]))


main(*sys.argv[1:])
