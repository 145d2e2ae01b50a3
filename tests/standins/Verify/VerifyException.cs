namespace VerifyXunit;

public sealed class VerifyException(string message) : Exception(message);
