using System.Text;

namespace DeepDsl.Tests.Boards;

/// <summary>The bytes of records, against published values.</summary>
public sealed class EventRecordTests
{
    /// <summary>Of RFC 3720, B.4, and the check value of the catalogue of CRCs.</summary>
    [Fact]
    public void Sums_are_those_that_are_published()
    {
        Assert.Equal(0x8A9136AAu, EventRecord.Crc32C(new byte[32]));
        Assert.Equal(0x62A8AB43u, EventRecord.Crc32C(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, EventRecord.Crc32C([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0x113FDB5Cu, EventRecord.Crc32C([.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))]));
        Assert.Equal(0xE3069283u, EventRecord.Crc32C("123456789"u8));
        Assert.Equal(0u, EventRecord.Crc32C([]));
    }

    [Fact]
    public void A_record_is_its_length_and_its_data_with_a_check_each()
    {
        byte[] record = EventRecord.Of("abc"u8);
        Assert.Equal([3, 0, 0, 0, 0, 0, 0, 0], record[..8]);
        Assert.Equal("abc", Encoding.ASCII.GetString(record[12..15]));
        Assert.Equal(Masked(EventRecord.Crc32C(record.AsSpan(0, 8))), BitConverter.ToUInt32(record, 8));
        Assert.Equal(Masked(0x364B3FB7), BitConverter.ToUInt32(record, 15));
    }

    private static uint Masked(uint crc) => ((crc >> 15) | (crc << 17)) + 0xA282EAD8;

    /// <summary>
    /// The examples of the encoding's description: 150 in field 1, "testing" in field 2, a message of the first in field 3.
    /// </summary>
    [Fact]
    public void Messages_are_encoded_as_described()
    {
        Assert.Equal([0x08, 0x96, 0x01], new ProtoMessage().Add(1, 150L).ToArray());
        Assert.Equal([0x12, 0x07, .. "testing"u8], new ProtoMessage().Add(2, "testing").ToArray());
        Assert.Equal([0x1A, 0x03, 0x08, 0x96, 0x01], new ProtoMessage().Add(3, new ProtoMessage().Add(1, 150L)).ToArray());
        Assert.Equal([0x08, .. Enumerable.Repeat((byte)0xFF, 9), 0x01], new ProtoMessage().Add(1, -1L).ToArray());
        Assert.Equal([0x09, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F], new ProtoMessage().Add(1, 1.0).ToArray());
        Assert.Equal([0x0D, 0, 0, 0x80, 0x3F], new ProtoMessage().Add(1, 1f).ToArray());
    }
}
