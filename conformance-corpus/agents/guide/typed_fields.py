"""An adapter for a runtime whose objects have only typed fields: the plain bytes of a record are in fields of eight bytes."""
import agent
import handles


# tag::fields[]
class Chunk:
    """An object of the runtime: eight fields, each an unsigned integer of 64 bits."""
    __slots__ = FIELDS = ("a", "b", "c", "d", "e", "f", "g", "h")

    def __init__(self):
        for field in self.FIELDS:
            setattr(self, field, 0)


class Plain:
    """What the adapter shows as bytes. Byte k is in field k / 8 % 8 of chunk k / 64, the least significant byte first."""
    __slots__ = ("length", "chunks")

    def __init__(self, length):
        self.length = length
        self.chunks = [None] * ((length + 63) // 64)  # nil: 64 zeros, never written

    def __len__(self):
        return self.length

    def load(self, index):
        chunk = self.chunks[index // 8]
        return 0 if chunk is None else getattr(chunk, Chunk.FIELDS[index % 8])

    def store(self, index, number):
        if self.chunks[index // 8] is None:
            self.chunks[index // 8] = Chunk()
        setattr(self.chunks[index // 8], Chunk.FIELDS[index % 8], number)

    def __getitem__(self, part):
        start, end, _ = part.indices(self.length)
        fields = range(start // 8, (end + 7) // 8)
        whole = b"".join(self.load(index).to_bytes(8, "little") for index in fields)
        return whole[start % 8:start % 8 + end - start]

    def __setitem__(self, part, data):
        """The first and the last field may be written in part: their other bytes stay."""
        start, end, _ = part.indices(self.length)
        first, last = start // 8 * 8, (end + 7) // 8 * 8
        before, after = self[first:start], self[end:last]
        whole = (before + data + after).ljust(last - first, b"\0")
        for at in range(first, last, 8):
            self.store(at // 8, int.from_bytes(whole[at - first:at - first + 8], "little"))


handles.PLAIN = Plain
# end::fields[]


if __name__ == "__main__":
    agent.serve()
