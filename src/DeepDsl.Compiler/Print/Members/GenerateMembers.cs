using System.Globalization;
using DeepDsl.Compiler.Build;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>The members that go on from a text token by token.</summary>
internal static class GenerateMembers
{
    private const string Tokens = "global::System.ReadOnlySpan<int>";

    /// <param name="border">Of a model with two inputs, one is the text and the other is given before it.</param>
    /// <param name="generation">Null where only the declaration is known, of a broken model.</param>
    public static void Write(MemberWriter w, ModelBorder border, Generation? generation)
    {
        string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
        string many = generation is null ? "Tokens"
            : !generation.Step!.DependsOnPosition ? $"Tokens from 0 to {Number(generation.Limit - 1)}, one or more"
            : $"1 to {Number(generation.Steps)} tokens from 0 to {Number(generation.Limit - 1)}";
        MethodParameter options = new(
            "global::DeepDsl.GenerateOptions?", "options", "How tokens are chosen; null for the likeliest at each step.", "null");
        MethodParameter count = new("int", "count", "The most tokens to add; a stop token may end the text before.");
        BorderValue? given = border.Inputs.Count == 1 ? null : border.Inputs[generation?.Text == 0 ? 1 : 0];
        string name = given is null ? "" : given.Parameter is "prompt" or "tokens" or "count" ? given.Parameter + "_" : given.Parameter;
        string passed = given is null ? "" : $"{name}, ";
        MethodParameter[] Given(bool asArray) => given is null ? []
            : [new(asArray ? given.Array : given.Span, name, $"{given.Doc}: what the text follows from.")];
        w.Method("public int[] Generate", "Goes on from a text, token by token.",
            [.. Given(asArray: false), new(Tokens, "prompt", $"{many}: the text so far."), count, options], "The tokens that follow it.",
            $"return base.GenerateTokens({passed}prompt, count, options);");
        w.Method("public int Generate", "Goes on from a text, token by token, into memory of the caller's; allocates nothing once warm.",
            [
                .. Given(asArray: false),
                new(Tokens, "prompt", $"{many}: the text so far."),
                new("global::System.Span<int>", "tokens",
                    "Receives the tokens that follow it, as many as there is room for unless a stop token ends the text."),
                options,
            ], "How many there are.",
            $"return base.GenerateTokens({passed}prompt, tokens, options);");
        w.Method("public global::System.Collections.Generic.IEnumerable<int> GenerateEach",
            "Goes on from a text, each token as soon as it is known and only when it is asked for.",
            [.. Given(asArray: true), new("int[]", "prompt", $"{many}: the text so far."), count, options], "The tokens that follow it.",
            $"return base.GenerateTokensOneByOne({passed}prompt, count, options);");
    }

    /// <summary>Whether a declaration takes and gives what a language model does, as far as its attributes tell.</summary>
    public static bool MayGenerate(Spec.ModelSpec spec) =>
        spec.Layers.Count(l => l.Kind == "Input") == 1 && spec.Layers.Count(l => l.Kind == "Output") <= 1
        && spec.Layers.First(l => l.Kind == "Input") is var input && input["Type"] is Spec.EnumArgument { Name: "Int32" }
        && input["Shape"] is Spec.ListArgument { Items.Count: 1 };
}
