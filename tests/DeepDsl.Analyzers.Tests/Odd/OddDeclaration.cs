namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>
/// A declaration that is odd. It compiles, or one error of ours stands where [| and |] mark it; what is generated for it never has an error.
/// </summary>
/// <param name="Name">What is odd.</param>
/// <param name="Source">Inside a namespace of its own, unless it stands alone.</param>
public sealed record OddDeclaration(string Name, string Source)
{
    /// <summary>A sound stack, for what is odd about the class.</summary>
    public const string Model = "[Model, Input(2), Dense(3, Activation = Activation.Tanh), Dense(1), DeepDsl.Loss(DeepDsl.Loss.MeanSquaredError)]";

    /// <summary>The rule of the one error; empty where it compiles.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The errors that C# has on the user's code, whatever we say.</summary>
    public string[] OfCSharp { get; init; } = [];

    /// <summary>Whether it speaks of the whole compilation, such as of the global namespace.</summary>
    public bool Alone { get; init; }

    /// <summary>Whether nothing but the language is asked: no error at all.</summary>
    public bool Compiles => Rule.Length == 0 && OfCSharp.Length == 0;

    /// <summary>A class of this header with a sound stack.</summary>
    public static OddDeclaration Of(string name, string header) => new(name, $"{Model} {header}");

    public static OddDeclaration Wrong(string name, string rule, string source, params string[] ofCSharp) =>
        new(name, source) { Rule = rule, OfCSharp = ofCSharp };

    public override string ToString() => Name;
}
