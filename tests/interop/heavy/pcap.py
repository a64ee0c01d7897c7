"""A relay that writes what it carries as a capture file: TCP over IPv4, as if it had been seen on a wire."""
import struct
import threading

import heavy  # noqa: F401 (finds tcp)
from tcp import CLIENT, Relay

LINKTYPE_RAW = 101  # packets begin with the IP header
SYN, PSH, ACK = 0x02, 0x08, 0x10
PORTS = {"client": 50000, "server": 443}
MOST = 1400  # octets of a segment


class Recorder(Relay):
    """One connection. Its capture is in `path`, complete after close()."""

    def __init__(self, to, path):
        self.file = open(path, "wb")
        self.file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, LINKTYPE_RAW))
        self.lock = threading.Lock()
        self.next = {"client": 1000, "server": 2000}  # sequence numbers
        self.time = 0
        for who, flags in [("client", SYN), ("server", SYN | ACK), ("client", ACK)]:
            self.packet(who, flags, b"")
            self.next[who] += flags & SYN != 0
        super().__init__(to, self.record)

    def record(self, who, index, record):
        name = "client" if who == CLIENT else "server"
        with self.lock:
            for at in range(0, len(record), MOST):
                piece = record[at:at + MOST]
                self.packet(name, PSH | ACK, piece)
                self.next[name] += len(piece)
        return record

    def packet(self, who, flags, data):
        other = "server" if who == "client" else "client"
        acknowledged = self.next[other] if flags & ACK else 0
        tcp = struct.pack(">HHIIBBHHH", PORTS[who], PORTS[other], self.next[who], acknowledged, 5 << 4, flags, 65535, 0, 0)
        addresses = {"client": b"\x7f\0\0\1", "server": b"\x7f\0\0\2"}
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp) + len(data), 0, 0, 64, 6, 0, addresses[who],
                         addresses[other])
        packet = ip + tcp + data
        self.time += 1
        self.file.write(struct.pack("<IIII", 1_700_000_000, self.time, len(packet), len(packet)) + packet)

    def close(self):
        super().close()
        self.file.close()
