using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator;

/// <summary>Numbers of the nodes of a method's syntax as one reads, from 1 on: a place that neither an edit elsewhere nor a comment moves.</summary>
internal sealed class SyntaxNumbers
{
    private readonly Dictionary<SyntaxNode, int> _numbers = [];

    public SyntaxNumbers(SyntaxNode method)
    {
        foreach (SyntaxNode node in method.DescendantNodes())
        {
            _numbers.Add(node, _numbers.Count + 1);
        }
    }

    public int Of(SyntaxNode node) => _numbers[node];

    /// <summary>Null where there is none of that number, as for 0.</summary>
    public static SyntaxNode? Find(SyntaxNode method, int number) => number == 0 ? null : method.DescendantNodes().ElementAtOrDefault(number - 1);
}
