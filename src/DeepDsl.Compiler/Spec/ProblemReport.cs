namespace DeepDsl.Compiler.Spec;

/// <summary>Takes a problem of an attribute, at an argument or at the whole where that is empty, with what would mend it.</summary>
public delegate void ProblemReport(ProblemKind kind, string message, string argument, params Remedy[] remedies);
