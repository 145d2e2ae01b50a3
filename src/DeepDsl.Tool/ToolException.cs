namespace DeepDsl.Tool;

/// <summary>Why a command can't do its work, in a sentence for who typed it.</summary>
internal sealed class ToolException(string message) : Exception(message);
