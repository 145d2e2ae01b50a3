namespace DeepDsl;

/// <summary>A member as files have it.</summary>
/// <param name="Column">Its column; empty for a member that others tell.</param>
/// <param name="MayLack">Whether files may have no such column.</param>
/// <param name="Values">What an enum may be called; empty for another type.</param>
/// <param name="Numbers">Their numbers as texts.</param>
internal sealed record RecordMember(string Column, bool MayLack, string[] Values, string[] Numbers);
