namespace DeepDsl.Tool.WeightFiles;

/// <summary>A field of a message, whose content lies between where the stream is and its end.</summary>
/// <param name="Id">What the schema numbers it.</param>
/// <param name="Number">Of a field that is one; null for others.</param>
/// <param name="End">Where the next field begins.</param>
internal readonly record struct ProtoField(int Id, long? Number, long End);
