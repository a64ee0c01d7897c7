"""A throw-away public key infrastructure, made with the openssl command: authorities, servers, clients, faulty ones."""
import base64
import hashlib
import pathlib
import ssl
import struct
import subprocess
import time

# How `openssl genpkey` is told to make each kind of key.
KEYS = {
    "rsa2048": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    "rsapss2048": ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
    "p256": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    "p384": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
    "ed25519": ["-algorithm", "ED25519"],
}
# By which such a key signs in TLS 1.3.
SCHEMES = {"p256": 0x0403, "p384": 0x0503, "ed25519": 0x0807}
SAN = "DNS:localhost,IP:127.0.0.1,IP:::1"
AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
LEAF = ("basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage={usage}\n"
        "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n{san}")
# `openssl ca` is the one command of OpenSSL 3.0 that sets dates of the past.
CA_CONFIG = """[ca]
default_ca = it
[it]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = default
policy = any
unique_subject = no
[any]
commonName = supplied
"""


def openssl(*arguments):
    run = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if run.returncode != 0:
        raise RuntimeError(f"openssl {' '.join(map(str, arguments))}: {run.stderr}")


class Identity:
    """A certificate chain (leaf first) and its private key, both PEM files."""

    def __init__(self, chain, key):
        self.chain, self.key = chain, key

    def bare(self):
        """The same key without a certificate: a public key in the chain's place (RFC 7250)."""
        path = self.key.with_suffix(".pub")
        openssl("pkey", "-in", self.key, "-pubout", "-out", path)
        return Identity(path, self.key)

    def pin(self):
        """The SHA-256 of the public key, in hex."""
        der = self.key.with_suffix(".spki")
        openssl("pkey", "-in", self.key, "-pubout", "-outform", "DER", "-out", der)
        return hashlib.sha256(der.read_bytes()).hexdigest()

    def certificates(self):
        """Each certificate of the chain, DER."""
        pem = self.chain.read_text().split("-----BEGIN CERTIFICATE-----")[1:]
        return [base64.b64decode(text.split("-----END CERTIFICATE-----")[0]) for text in pem]

    def write(self, name, certificates):
        """A PEM file beside the chain."""
        path = self.chain.with_suffix(f".{name}.pem")
        path.write_text("".join(ssl.DER_cert_to_PEM_cert(der) for der in certificates))
        return path

    def with_bad_signature(self):
        """The same with one bit of the leaf's signature flipped."""
        leaf, *rest = self.certificates()
        return Identity(self.write("bad", [leaf[:-5] + bytes([leaf[-5] ^ 1]) + leaf[-4:], *rest]), self.key)


class Pki:
    """Made piece by piece in a folder, as the tests ask for it. `ca` is the file of all authorities."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.made = {}

    def path(self, name):
        return self.folder / name

    def key(self, kind, name):
        path = self.path(name + ".key")
        openssl("genpkey", *KEYS[kind], "-out", path)
        return path

    def issue(self, name, kind, issuer, extensions, dates=None, subject=None):
        """A certificate by `issuer` (None: by itself)."""
        key = self.key(kind, name)
        extension_file, request, chain = self.path(name + ".ext"), self.path(name + ".csr"), self.path(name + ".pem")
        extension_file.write_text(extensions)
        openssl("req", "-new", "-key", key, "-subj", f"/CN={subject or name}", "-out", request)
        if dates:
            config, index = self.path("ca.cnf"), self.path("index.txt")
            config.write_text(CA_CONFIG.format(folder=self.folder))
            index.touch()
            openssl("ca", "-batch", "-notext", "-config", config, "-cert", issuer.chain, "-keyfile", issuer.key,
                    "-startdate", dates[0], "-enddate", dates[1], "-extfile", extension_file, "-in", request,
                    "-out", chain)
        else:
            signer = ["-CA", issuer.chain, "-CAkey", issuer.key] if issuer else ["-signkey", key]
            openssl("x509", "-req", "-in", request, *signer, "-extfile", extension_file, "-days", "30", "-out", chain)
        return Identity(chain, key)

    def once(self, name, make):
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    def authority(self, kind):
        """The root of its kind, from now on one of those in `ca`."""
        def make():
            root = self.issue(f"root-{kind}", kind, None, AUTHORITY, subject=f"Test Root {kind}")
            with open(self.path("ca.pem"), "a") as together:
                together.write(root.chain.read_text())
            return root
        return self.once(f"root-{kind}", make)

    @property
    def ca(self):
        self.authority("p256")
        return self.path("ca.pem")

    def server(self, kind="p256", san=SAN, dates=None, name=None):
        """A server's identity under the root of its kind, so that each algorithm signs certificates too."""
        name = name or f"server-{kind}"
        extensions = LEAF.format(usage="serverAuth", san=f"subjectAltName={san}\n" if san else "")
        root_kind = "rsa2048" if kind == "rsapss2048" else kind
        return self.once(name, lambda: self.issue(name, kind, self.authority(root_kind), extensions, dates))

    def server_behind_intermediate(self):
        def make():
            middle = self.issue("intermediate", "p384", self.authority("p256"), AUTHORITY, subject="Test Intermediate")
            leaf = self.issue("server-deep", "p256", middle, LEAF.format(usage="serverAuth",
                                                                        san=f"subjectAltName={SAN}\n"))
            leaf.chain.write_text(leaf.chain.read_text() + middle.chain.read_text())
            return leaf
        return self.once("server-deep", make)

    def delegating(self, kind="p256"):
        """A server's, which may delegate to other keys (RFC 9345)."""
        name = f"delegating-{kind}"
        extensions = LEAF.format(usage="serverAuth", san=f"subjectAltName={SAN}\n1.3.6.1.4.1.44363.44=DER:05:00\n")
        return self.once(name, lambda: self.issue(name, kind, self.authority(kind), extensions))

    def delegated(self, identity, kind="p256", lifetime=86400):
        """For servers: the files of a delegated credential of `identity`, which is P-256's, and of the key that it
        delegates to; good for so many seconds from now. Made by the openssl command and by hand (RFC 9345, 4)."""
        key = self.key(kind, f"{identity.chain.stem}-to-{kind}")
        Identity(None, key).pin()  # writes the SubjectPublicKeyInfo
        spki = key.with_suffix(".spki").read_bytes()
        leaf = identity.certificates()[0]
        shown = subprocess.run(["openssl", "x509", "-in", identity.chain, "-noout", "-startdate"], check=True,
                               capture_output=True, text=True).stdout
        begins = ssl.cert_time_to_seconds(shown.strip().split("=")[1])
        cred = (struct.pack(">IH", int(time.time()) + lifetime - begins, SCHEMES[kind]) + len(spki).to_bytes(3, "big") +
                spki + struct.pack(">H", SCHEMES["p256"]))
        content, signature = key.with_suffix(".tbs"), key.with_suffix(".sig")
        content.write_bytes(b" " * 64 + b"TLS, server delegated credentials\0" + leaf + cred)
        openssl("dgst", "-sha256", "-sign", identity.key, "-out", signature, content)
        signed = signature.read_bytes()
        credential = key.with_suffix(".dc")
        credential.write_bytes(cred + struct.pack(">H", len(signed)) + signed)
        return credential, key

    def client(self, kind="p256"):
        name = f"client-{kind}"
        return self.once(name, lambda: self.issue(name, kind, self.authority("p256"),
                                                  LEAF.format(usage="clientAuth", san="")))

    def stranger(self):
        """A root that nobody trusts, named and keyed like none of ours, and a server under it."""
        def make():
            root = self.issue("root-stranger", "p256", None, AUTHORITY, subject="A Stranger")
            return root, self.issue("server-stranger", "p256", root, LEAF.format(usage="serverAuth",
                                                                               san=f"subjectAltName={SAN}\n"))
        return self.once("stranger", make)

    def expired(self):
        return self.server(dates=("20200101000000Z", "20200201000000Z"), name="server-expired")

    def not_yet_valid(self):
        return self.server(dates=("20900101000000Z", "20910101000000Z"), name="server-early")
