namespace DeepDsl.PtxAnalysis;

/// <summary>
/// A whole number as a sum of multiples of things that are not sums: what the assembler sees of it, which adds constants to addresses for
/// free and keeps what it computed once.
/// </summary>
public sealed class PtxValue
{
    private readonly SortedDictionary<string, (PtxAtom Atom, long Factor)> _terms = new(StringComparer.Ordinal);

    public PtxValue(long constant) => Constant = constant;

    public PtxValue(PtxAtom atom) => _terms[atom.Key] = (atom, 1);

    public long Constant { get; private init; }

    public bool IsConstant => _terms.Count == 0;

    public IEnumerable<PtxAtom> Atoms => _terms.Values.Select(t => t.Atom);

    /// <summary>Equal for values that differ by a constant.</summary>
    public string Key => string.Join(" + ", _terms.Select(t => t.Value.Factor == 1 ? t.Key : $"{t.Value.Factor}*{t.Key}"));

    /// <summary>Nothing has to be computed for it: a constant, or one thing and a constant.</summary>
    public bool IsPlain => _terms.Count == 0 || (_terms.Count == 1 && _terms.First().Value.Factor == 1);

    public static PtxValue operator +(PtxValue left, PtxValue right) => Sum(left, right, 1);

    public static PtxValue operator -(PtxValue left, PtxValue right) => Sum(left, right, -1);

    public static PtxValue operator *(PtxValue left, long factor) => Sum(new PtxValue(0), left, factor);

    /// <summary>For one thread of a warp.</summary>
    public long Of(int lane) => Constant + _terms.Values.Sum(t => t.Factor * t.Atom.Of(lane));

    public override string ToString() => $"{Key} + {Constant}";

    private static PtxValue Sum(PtxValue left, PtxValue right, long factor)
    {
        PtxValue sum = new(left.Constant + (factor * right.Constant));
        foreach ((string key, (PtxAtom atom, long own)) in left._terms)
        {
            sum._terms[key] = (atom, own);
        }

        foreach ((string key, (PtxAtom atom, long own)) in right._terms)
        {
            long total = (factor * own) + (sum._terms.TryGetValue(key, out (PtxAtom, long Factor) before) ? before.Factor : 0);
            if (total == 0)
            {
                sum._terms.Remove(key);
            }
            else
            {
                sum._terms[key] = (atom, total);
            }
        }

        return sum;
    }
}
