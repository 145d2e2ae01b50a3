namespace DeepDsl.Compiler.Programs;

/// <summary>What a program does next: a launch of a kernel, or a loop over more of them.</summary>
public abstract record ProgramItem(IReadOnlyList<Buffer> Reads, IReadOnlyList<Buffer> Writes);
