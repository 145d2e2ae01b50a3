using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>
/// What was compiled last, so that generator and analyzers, which live in one process and cannot hand anything to each other, compile an
/// equal declaration once.
/// </summary>
public static class CompileCache
{
    private const int Capacity = 128;
    private static readonly BoundedCache<ModelSpec, Entry> Models = new(Capacity, spec => new Entry(Pipeline.Build(spec)));

    public static CompiledModel Compile(ModelSpec spec) => Models.Get(spec).Compiled;

    /// <summary>To be read only, since all readers share it.</summary>
    public static BuiltModel Build(ModelSpec spec) => Models.Get(spec).Built;

    /// <summary>A model is built for everyone, and compiled once somebody asks for that.</summary>
    private sealed class Entry(BuiltModel built)
    {
        private readonly Lazy<CompiledModel> _compiled = new(() => Pipeline.Compile(built));

        public BuiltModel Built { get; } = built;

        public CompiledModel Compiled => _compiled.Value;
    }

    /// <summary>Forgets the entry that was not asked for longest.</summary>
    private sealed class BoundedCache<TKey, TValue>(int capacity, Func<TKey, TValue> make)
        where TKey : notnull
        where TValue : class
    {
        private readonly Dictionary<TKey, LinkedListNode<(TKey Key, Lazy<TValue> Value)>> _byKey = [];
        private readonly LinkedList<(TKey Key, Lazy<TValue> Value)> _byUse = new();

        public TValue Get(TKey key)
        {
            Lazy<TValue> value;
            lock (_byKey)
            {
                if (_byKey.TryGetValue(key, out LinkedListNode<(TKey Key, Lazy<TValue> Value)> node))
                {
                    _byUse.Remove(node);
                }
                else
                {
                    node = new((key, new Lazy<TValue>(() => make(key))));
                    _byKey.Add(key, node);
                    if (_byKey.Count > capacity)
                    {
                        _byKey.Remove(_byUse.Last.Value.Key);
                        _byUse.RemoveLast();
                    }
                }

                _byUse.AddFirst(node);
                value = node.Value.Value;
            }

            return value.Value; // outside the lock: others may compile meanwhile, and whoever wants the same waits for it
        }
    }
}
