"""The heap of heap.py for a runtime whose header is one word, which holds the new address while a collection runs."""
import struct

import agent
import heap

WORD = struct.Struct("<Q")


# tag::header[]
class Header:
    """Bits 0 to 31 are the number of bytes, bits 32 to 62 that of slots. If bit 63 is set, the rest is an address."""
    size = 8
    MOVED = 1 << 63

    @staticmethod
    def unpack_from(memory, address):
        word = WORD.unpack_from(memory, address)[0]
        if word & Header.MOVED:
            return 0, 0, word & ~Header.MOVED
        return word >> 32, word & 0xFFFF_FFFF, 0

    @staticmethod
    def pack_into(memory, address, slots, count, moved):
        WORD.pack_into(memory, address, Header.MOVED | moved if moved else slots << 32 | count)


heap.HEADER = Header  # before the import of the collector, which takes its header from heap
import weak  # noqa: E402, F401
# end::header[]


if __name__ == "__main__":
    agent.serve()
