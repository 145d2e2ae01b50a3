namespace DeepDsl.Integration.Tests;

/// <summary>What Generate refuses, in words.</summary>
public sealed class GenerationErrorTests
{
    private static readonly LearnedWriter s_net = new(seed: 1);

    [Fact]
    public void A_prompt_is_of_tokens_that_the_model_sees_at_once()
    {
        Refused("LearnedWriter goes on from a prompt of at least 1 token, found none; begin with one, such as that for the start of a text.", () => s_net.Generate([], 3));
        Refused("LearnedWriter sees 12 tokens at once, and the prompt has 13; pass the last 12.", () => s_net.Generate(new int[13], 3));
        Refused("The prompt of LearnedWriter takes tokens from 0 to 10, found 11 at position 1.", () => s_net.Generate([0, 11], 3));
        Refused("The prompt of LearnedWriter takes tokens from 0 to 10, found -1 at position 0.", () => s_net.GenerateEach([-1], 3));
        Refused("LearnedWriter generates 0 tokens or more, found -1.", () => s_net.Generate([0], -1));
    }

    [Fact]
    public void Options_are_within_bounds_and_go_together()
    {
        Refused("GenerateOptions has Temperature = -1; it must be 0, which takes the likeliest token, or more.", new GenerateOptions { Temperature = -1 });
        Refused("GenerateOptions has Temperature = NaN; it must be 0, which takes the likeliest token, or more.", new GenerateOptions { Temperature = double.NaN });
        Refused("GenerateOptions has TopK = 12; it must be from 1 to 11, the tokens that LearnedWriter knows, or 0 for all.", new GenerateOptions { Temperature = 1, TopK = 12 });
        Refused("GenerateOptions has TopP = 0; it must be a probability above 0, at most 1.", new GenerateOptions { Temperature = 1, TopP = 0 });
        Refused("GenerateOptions has TopP = 1.5; it must be a probability above 0, at most 1.", new GenerateOptions { Temperature = 1, TopP = 1.5 });
        Refused("GenerateOptions has Beams = 0; it must be at least 1.", new GenerateOptions { Beams = 0 });
        Refused("GenerateOptions has StopToken = 11; LearnedWriter has tokens from 0 to 10.", new GenerateOptions { StopToken = 11 });
        Refused("GenerateOptions has TopK, which narrows what is drawn, and a Temperature of 0, which draws nothing; set Temperature, such as 1.", new GenerateOptions { TopK = 2 });
        Refused("GenerateOptions has TopP, which narrows what is drawn, and a Temperature of 0, which draws nothing; set Temperature, such as 1.", new GenerateOptions { TopP = 0.5 });
        Refused("GenerateOptions has Beams, which look for the likeliest text, and a Temperature, which draws one; drop one of them.", new GenerateOptions { Beams = 2, Temperature = 1 });
        Refused("GenerateOptions has Beams, which know no token before the last; call Generate, which gives all at once.", () => s_net.GenerateEach([0], 3, new GenerateOptions { Beams = 2 }));
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_not_chosen_from()
    {
        LearnedWriter net = new(seed: 1);
        net.Parameters[0].Edit()[16] = float.NaN;
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => net.Generate([1], 2));
        Assert.Matches("^LearnedWriter gave token [0-9]+ the score NaN, from which nothing can be chosen; look for weights that are not finite.$", error.Message);
    }

    private static void Refused(string message, GenerateOptions options) => Refused(message, () => s_net.Generate([0], 3, options));

    private static void Refused(string message, Func<object> call)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(message, error.Message.Split(" (Parameter")[0]);
    }
}
