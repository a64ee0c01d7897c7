"""convert.py LIMBO.json[.xz] OUT: x509-limbo's cases as lines of text that a C++ program reads without a JSON parser.

A case is one line of fields between tabs: id, expected result (ok|fail), kind (server|client), name kind (dns|ip|-),
name, time in seconds, largest number of intermediates (or -), and three lists of base64 between commas: trust anchors,
leaf, intermediates.
"""
import datetime
import json
import lzma
import re
import sys


def der(pem):
    return "".join(re.search("-----BEGIN [A-Z0-9 ]+-----(.*?)-----END", pem, re.DOTALL).group(1).split())


def line(case, today):
    name = case["expected_peer_name"]
    time = case["validation_time"]
    # A case without a time means now; limbo's own certificates are valid from 1970 to 2969.
    seconds = int(datetime.datetime.fromisoformat(time).timestamp()) if time else today
    depth = case["max_chain_depth"]
    return "\t".join([
        case["id"],
        "ok" if case["expected_result"] == "SUCCESS" else "fail",
        case["validation_kind"].lower(),
        name["kind"].lower() if name else "-",
        name["value"] if name else "-",
        str(seconds),
        "-" if depth is None else str(depth),
        ",".join(map(der, case["trusted_certs"])),
        der(case["peer_certificate"]),
        ",".join(map(der, case["untrusted_intermediates"])),
    ])


def main(source, target):
    opener = lzma.open if source.endswith(".xz") else open
    with opener(source, "rt", encoding="utf-8") as file:
        cases = json.load(file)["testcases"]
    # BetterTLS' certificates are valid around the time of the collection, which its cases carry.
    times = [c["validation_time"] for c in cases if c["id"].startswith("bettertls") and c["validation_time"]]
    today = int(datetime.datetime.fromisoformat(max(times)).timestamp()) if times else 1_700_000_000
    with open(target, "w", encoding="ascii") as out:
        for case in cases:
            print(line(case, today), file=out)


if __name__ == "__main__":
    main(*sys.argv[1:])
