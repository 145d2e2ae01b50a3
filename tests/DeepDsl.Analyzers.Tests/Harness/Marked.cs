using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Analyzers.Tests.Harness;

/// <summary>Source in which [| and |] mark where a diagnostic is expected.</summary>
internal sealed class Marked
{
    public Marked(string source)
    {
        List<TextSpan> spans = [];
        Stack<int> open = new();
        System.Text.StringBuilder text = new();
        for (int i = 0; i < source.Length; i++)
        {
            if (source.AsSpan(i).StartsWith("[|"))
            {
                open.Push(text.Length);
                i++;
            }
            else if (source.AsSpan(i).StartsWith("|]"))
            {
                spans.Add(TextSpan.FromBounds(open.Pop(), text.Length));
                i++;
            }
            else
            {
                text.Append(source[i]);
            }
        }

        Text = text.ToString();
        Spans = [.. spans.OrderBy(s => s.Start)];
    }

    public string Text { get; }

    public IReadOnlyList<TextSpan> Spans { get; }
}
