"""Reads event files of TensorBoard by the published formats, with nothing of DeepDsl or TensorFlow: a line of JSON for each event.

python3 read_events.py FILE.. checks both sums of each record (CRC-32C by Castagnoli's polynomial, bit by bit, masked as TFRecord does) and
decodes the messages Event, Summary, HistogramProto, TensorProto, GraphDef and HParamsPluginData by their numbers of fields.
"""
import base64
import json
import math
import struct
import sys


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    at = 0
    while at < len(data):
        length, check = struct.unpack_from("<QI", data, at)
        assert check == masked(data[at:at + 8]), f"the length at {at} fails its check"
        record = data[at + 12:at + 12 + length]
        assert len(record) == length and struct.unpack_from("<I", data, at + 12 + length)[0] == masked(record), f"the record at {at} fails its check"
        yield record
        at += length + 16


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            length = {1: 8, 5: 4}.get(kind)
            if kind == 2:
                length, at = varint(data, at)
            value, at = data[at:at + length], at + length
            assert len(value) == length
        yield key >> 3, value


def whole(value):
    return value - (1 << 64) if value >= 1 << 63 else value


def single(value):
    """JSON has no word for what is not finite."""
    number = struct.unpack("<f", value)[0]
    return number if math.isfinite(number) else str(number)


def double(value):
    return struct.unpack("<d", value)[0]


def doubles(value):
    return list(struct.unpack(f"<{len(value) // 8}d", value))


def text(value):
    return value.decode()


def message(**shape):
    """Numbers of fields by name: name=(number, decode), and for a repeated one name=(number, decode, list)."""
    by_number = {spec[0]: (name, spec[1], len(spec) > 2) for name, spec in shape.items()}

    def decode(data):
        result = {}
        for number, value in fields(data):
            name, read, repeated = by_number[number]
            if repeated:
                result.setdefault(name, []).append(read(value))
            else:
                result[name] = read(value)
        return result
    return decode


shape = message(dim=(2, message(size=(1, whole)), list))
tensor = message(dtype=(1, whole), shape=(2, shape), string=(8, text, list))
value = message(number=(2, double), string=(3, text), bool=(4, bool))
hparams = message(
    version=(1, whole),
    experiment=(2, message(hparams=(4, message(name=(1, text), type=(4, whole)), list),
                           metrics=(5, message(name=(1, message(group=(1, text), tag=(2, text)))), list))),
    start=(3, message(hparams=(1, message(key=(1, text), value=(2, value)), list), group=(4, text), time=(5, double))),
    end=(4, message(status=(1, whole), time=(2, double))))
metadata = message(plugin=(1, message(name=(1, text), content=(2, hparams))))
histogram = message(min=(1, double), max=(2, double), num=(3, double), sum=(4, double), squares=(5, double), limits=(6, doubles), counts=(7, doubles))
image = message(height=(1, whole), width=(2, whole), channels=(3, whole), png=(4, lambda v: base64.b64encode(v).decode()))
summary = message(value=(1, message(
    tag=(1, text), scalar=(2, single), image=(4, image), histogram=(5, histogram), tensor=(8, tensor),
    metadata=(9, metadata)), list))
attribute = message(shapes=(1, message(shape=(7, shape, list))), text=(2, text))
graph = message(
    node=(1, message(name=(1, text), op=(2, text), input=(3, text, list), attr=(5, message(key=(1, text), value=(2, attribute)), list)), list),
    versions=(4, message(producer=(1, whole))))
event = message(time=(1, double), step=(2, whole), version=(3, text), graph=(4, graph), summary=(5, summary))

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        for record in records(file.read()):
            print(json.dumps(event(record)))
