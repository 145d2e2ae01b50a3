using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>A member that can't be generated.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Member">What is in its place; null for the class itself, whose name it has.</param>
internal sealed record MemberConflict(string Name, MemberSpec? Member);
