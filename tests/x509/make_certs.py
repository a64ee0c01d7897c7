"""make_certs.py OUT.hpp: certificates and keys that `openssl` makes, as C++ string literals: another implementation's
idea of X.509. Their names say what they are."""
import pathlib
import subprocess
import sys
import tempfile

# Name, issuer, how its key is made, how the issuer signs, extensions.
CA = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign", "subjectKeyIdentifier=hash"]
BELOW = ["authorityKeyIdentifier=keyid"]
LEAF = BELOW + ["subjectKeyIdentifier=hash", "basicConstraints=CA:FALSE", "keyUsage=critical,digitalSignature",
                "extendedKeyUsage=serverAuth,clientAuth", "subjectAltName=DNS:{name}.example.com,IP:192.0.2.1"]
P256 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
P384 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]
P224 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-224"]
P521 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"]
EXPLICIT = P256 + ["-pkeyopt", "ec_param_enc:explicit"]
RSA = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
SMALL_RSA = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"]
ED25519 = ["-algorithm", "ED25519"]
ED448 = ["-algorithm", "ED448"]
PSS = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]
PSS_LONG_SALT = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:20"]
CERTIFICATES = [
    ("root_p256", None, P256, ["-sha256"], CA),
    ("root_p384", None, P384, ["-sha384"], CA),
    ("root_p521", None, P521, ["-sha512"], CA),
    ("root_rsa", None, RSA, ["-sha256"], CA),
    ("root_ed25519", None, ED25519, [], CA),
    ("inner", "root_p384", P256, ["-sha384"], CA + BELOW),
    ("ecdsa_sha256", "inner", P256, ["-sha256"], LEAF),
    ("ecdsa_sha384", "root_p384", P384, ["-sha384"], LEAF),
    ("ecdsa_sha512", "root_p256", P256, ["-sha512"], LEAF),
    ("ecdsa_p521", "root_p521", P521, ["-sha512"], LEAF),
    ("ecdsa_sha1", "root_p256", P256, ["-sha1"], LEAF),
    ("rsa_sha256", "root_rsa", RSA, ["-sha256"], LEAF),
    ("rsa_sha384", "root_rsa", P256, ["-sha384"], LEAF),
    ("rsa_sha512", "root_rsa", P256, ["-sha512"], LEAF),
    ("rsa_sha1", "root_rsa", P256, ["-sha1"], LEAF),
    ("pss_sha256", "root_rsa", P256, ["-sha256"] + PSS, LEAF),
    ("pss_sha384", "root_rsa", P256, ["-sha384"] + PSS, LEAF),
    ("pss_sha512", "root_rsa", P256, ["-sha512"] + PSS, LEAF),
    ("pss_other_salt", "root_rsa", P256, ["-sha256"] + PSS_LONG_SALT, LEAF),
    ("ed25519", "root_ed25519", ED25519, [], LEAF),
    ("key_p224", "root_p256", P224, ["-sha256"], LEAF),
    ("key_ed448", "root_p256", ED448, ["-sha256"], LEAF),
    ("key_explicit", "root_p256", EXPLICIT, ["-sha256"], LEAF),
    ("key_rsa_1024", "root_p256", SMALL_RSA, ["-sha256"], LEAF),
]


def openssl(*arguments, text=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=text, check=True, capture_output=True).stdout


def make(folder, name, issuer, key, signing, extensions):
    key_file, certificate = folder / f"{name}.key", folder / f"{name}.pem"
    key_file.write_bytes(openssl("genpkey", *key))
    label = name.replace("_", "-")
    subject = name if CA[0] in extensions else f"{label}.example.com"
    settings = folder / f"{name}.cnf"
    settings.write_text(f"[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=ext\n[dn]\nCN={subject}\n[ext]\n"
                        + "\n".join(e.format(name=label) for e in extensions) + "\n")
    command = ["req", "-new", "-x509", "-config", settings, "-key", key_file, "-days", "3650", *signing]
    if issuer:
        command += ["-CA", folder / f"{issuer}.pem", "-CAkey", folder / f"{issuer}.key"]
    certificate.write_bytes(openssl(*command))
    return certificate.read_text(), key_file.read_text()


def literal(text):
    return "\n".join(f'    "{line}\\n"' for line in text.strip().splitlines())


def main(target):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        made = {name: make(folder, name, *rest) for name, *rest in CERTIFICATES}
        keys = {
            "ecdsa_sha256_sec1_key": openssl("ec", "-in", folder / "ecdsa_sha256.key").decode(),
            "rsa_sha256_pkcs1_key": openssl("rsa", "-traditional", "-in", folder / "rsa_sha256.key").decode(),
            "encrypted_key": openssl("pkcs8", "-topk8", "-in", folder / "ed25519.key", "-passout", "pass:x").decode(),
        }
    constants = [(name, text) for name, (text, _) in made.items()]
    constants += [(f"{name}_key", text) for name, (_, text) in made.items()] + list(keys.items())
    body = "\n".join(f"inline constexpr char {name}[] =\n{literal(text)};" for name, text in constants)
    pathlib.Path(target).write_text("// Made by tests/x509/make_certs.py.\n#pragma once\n\nnamespace cxtls::test::openssl {\n\n"
                                    f"{body}\n\n}}  // namespace cxtls::test::openssl\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
