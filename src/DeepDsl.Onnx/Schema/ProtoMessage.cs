using Google.Protobuf;

namespace DeepDsl.Onnx;

/// <summary>A message of protocol buffers as a list of numbered fields, which knows how long it is before it is written.</summary>
internal sealed class ProtoMessage
{
    private readonly List<Field> _fields = [];
    private long? _size;

    /// <summary>Bytes of the message.</summary>
    public long Size => _size ??= _fields.Sum(f => f.TagSize + f.Size);

    public ProtoMessage Add(int number, long value) =>
        Add(number, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), o => o.WriteInt64(value));

    public ProtoMessage Add(int number, float value) =>
        Add(number, WireFormat.WireType.Fixed32, sizeof(float), o => o.WriteFloat(value));

    public ProtoMessage Add(int number, string value) =>
        Add(number, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(value), o => o.WriteString(value));

    public ProtoMessage Add(int number, ProtoMessage message) =>
        Add(number, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeLengthSize(checked((int)message.Size)) + message.Size, o =>
        {
            o.WriteLength((int)message.Size);
            message.WriteTo(o);
        });

    /// <param name="number">Of the field.</param>
    /// <param name="length">Of the bytes.</param>
    /// <param name="bytes">Made as they are written, so that no more than one array is held at a time.</param>
    public ProtoMessage Add(int number, long length, Func<byte[]> bytes) =>
        Add(number, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeLengthSize(checked((int)length)) + length,
            o => o.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes())));

    public void WriteTo(CodedOutputStream output)
    {
        foreach (Field field in _fields)
        {
            output.WriteTag(field.Number, field.Type);
            field.Write(output);
        }
    }

    private ProtoMessage Add(int number, WireFormat.WireType type, long size, Action<CodedOutputStream> write)
    {
        _fields.Add(new Field(number, type, CodedOutputStream.ComputeTagSize(number), size, write));
        _size = null;
        return this;
    }

    private sealed record Field(int Number, WireFormat.WireType Type, int TagSize, long Size, Action<CodedOutputStream> Write);
}
