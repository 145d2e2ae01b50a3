using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>What makes scores of products for a vector of queries, which keys each of them sees, and which weights are dropped.</summary>
internal readonly ref struct AttentionLanes<V>
    where V : struct, ISimd<V>
{
    private readonly V _scale;
    private readonly V _slope;
    private readonly V _position;
    private readonly V _first;
    private readonly V _end;
    private readonly V _rate;
    private readonly V _enlarged;
    private readonly uint _key;
    private readonly uint _weight;
    private readonly uint _keyStep;
    private readonly int _allFrom;
    private readonly int _allTo;
    private readonly bool _hasSlope;

    /// <param name="at">Which blocks.</param>
    /// <param name="query">The first query of the vector.</param>
    public AttentionLanes(in AttentionPlace at, int query)
    {
        AttentionSizes sizes = at.Sizes;
        _scale = V.Broadcast(sizes.Scale);
        _hasSlope = at.Slope != 0;
        _slope = V.Broadcast(at.Slope);
        _position = V.Iota + V.Broadcast(query + at.FirstQuery + sizes.Offset - at.FirstKey);
        _first = sizes.Window > 0 ? _position - V.Broadcast(sizes.Window - 1) : V.Broadcast(float.NegativeInfinity);
        _end = sizes.IsCausal ? _position + V.Broadcast(1)
            : sizes.Window > 0 ? _position + V.Broadcast(sizes.Window) : V.Broadcast(float.PositiveInfinity);
        _allFrom = at.First(query + V.Width - 1);
        _allTo = at.End(query);
        Drops = at.DropRate > 0;
        _rate = V.Broadcast(at.DropRate);
        _enlarged = V.Broadcast(1 / (1 - at.DropRate));
        _key = at.DropKey;
        _keyStep = (uint)sizes.Queries;
        _weight = at.FirstWeight + ((uint)at.FirstKey * _keyStep) + (uint)(at.FirstQuery + query);
    }

    /// <summary>Whether weights are dropped.</summary>
    public bool Drops { get; }

    /// <summary>The score of a product with a key; minus infinity where the query does not see the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Score(V product, int key)
    {
        V score = product * _scale;
        V at = V.Broadcast(key);
        if (_hasSlope)
        {
            score -= V.Abs(_position - at) * _slope;
        }

        if (key < _allFrom || key >= _allTo)
        {
            V none = V.Broadcast(float.NegativeInfinity);
            score = V.Select(V.Less(at, _end), V.Select(V.LessOrEqual(_first, at), score, none), none);
        }

        return score;
    }

    /// <summary>Zero for weights that are dropped, else by how much the others are enlarged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Kept(int key) => V.Select(V.Less(V.Uniform(_key, _weight + ((uint)key * _keyStep)), _rate), V.Zero, _enlarged);
}
