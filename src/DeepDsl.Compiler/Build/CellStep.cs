using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Build;

/// <summary>One direction of one use of a cell: what its attributes say of states, checked as they are met.</summary>
/// <param name="title">How messages name the cell.</param>
/// <param name="body">Where the step is computed; null where what the cell goes through is unknown.</param>
/// <param name="initial">What the states start from, in their order; none for zeros.</param>
internal sealed class CellStep(string title, CellBody? body, IEnumerable<Scope.Entry> initial)
{
    private readonly Queue<Scope.Entry> _initial = new(initial);
    private readonly List<State> _states = [];

    /// <param name="Name">By which layers read it.</param>
    /// <param name="Value">Of one sample at the step; null where it is unknown.</param>
    /// <param name="Path">Of the attribute.</param>
    public sealed record State(string Name, Node? Value, IReadOnlyList<int> Path)
    {
        /// <summary>Whether something said what it becomes.</summary>
        public bool IsUpdated { get; set; }
    }

    public string Title { get; } = title;

    public CellBody? Body { get; } = body;

    public IReadOnlyList<State> States => _states;

    /// <summary>What the next state starts from; null for zeros.</summary>
    public Scope.Entry? NextInitial() => _initial.Count > 0 ? _initial.Dequeue() : null;

    public void Add(State state) => _states.Add(state);

    public State? Find(string name) => _states.Find(s => s.Name == name);
}
