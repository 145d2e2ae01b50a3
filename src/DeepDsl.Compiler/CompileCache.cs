using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>
/// What was compiled last, so that generator and analyzers, which live in one process and cannot hand anything to each other, compile an
/// equal declaration once. Whoever cancels leaves the work to the next who asks.
/// </summary>
public static class CompileCache
{
    private const int Capacity = 128;
    private static readonly BoundedCache<ModelSpec, Entry> Models = new(Capacity, spec => new Entry(spec));

    public static CompiledModel Compile(ModelSpec spec, CancellationToken cancellation = default) =>
        Models.Get(spec).Compiled(cancellation);

    /// <summary>To be read only, since all readers share it.</summary>
    public static BuiltModel Build(ModelSpec spec, CancellationToken cancellation = default) => Models.Get(spec).Built(cancellation);

    /// <summary>A model is built for everyone, and compiled once somebody asks for that.</summary>
    private sealed class Entry(ModelSpec spec)
    {
        private readonly object _building = new();
        private readonly object _compiling = new();
        private volatile BuiltModel? _built;
        private CompiledModel? _compiled;

        public BuiltModel Built(CancellationToken cancellation)
        {
            lock (_building)
            {
                return _built ??= Pipeline.Build(spec, cancellation);
            }
        }

        public CompiledModel Compiled(CancellationToken cancellation)
        {
            lock (_compiling)
            {
                try
                {
                    return _compiled ??= Pipeline.Compile(Built(cancellation), cancellation);
                }
                catch (OperationCanceledException)
                {
                    _built = null; // its graphs may be half extended; who has read it already read what does not change
                    throw;
                }
            }
        }
    }

    /// <summary>Forgets the entry that was not asked for longest.</summary>
    private sealed class BoundedCache<TKey, TValue>(int capacity, Func<TKey, TValue> make)
        where TKey : notnull
    {
        private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
        private readonly LinkedList<(TKey Key, TValue Value)> _byUse = new();

        public TValue Get(TKey key)
        {
            lock (_byKey)
            {
                if (_byKey.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)> node))
                {
                    _byUse.Remove(node);
                }
                else
                {
                    node = new((key, make(key)));
                    _byKey.Add(key, node);
                    if (_byKey.Count > capacity)
                    {
                        _byKey.Remove(_byUse.Last.Value.Key);
                        _byUse.RemoveLast();
                    }
                }

                _byUse.AddFirst(node);
                return node.Value.Value;
            }
        }
    }
}
