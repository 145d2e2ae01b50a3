namespace Translate;

/// <summary>Says dates character after character, each the likeliest behind those before it.</summary>
internal sealed class Translator(DateNet net)
{
    public string[] Translate(IEnumerable<string> texts) =>
        [.. texts.Select(text => Tokens.Say(net.Generate(Tokens.Read([text]), [Tokens.Start], DateNet.IsoLength)))];
}
