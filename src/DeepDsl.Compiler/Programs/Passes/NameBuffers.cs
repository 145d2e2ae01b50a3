namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>Makes the names of a unit's buffers unique, borders first, and gives each the constant that will hold its place.</summary>
internal static class NameBuffers
{
    public static void Run(ProgramUnit unit)
    {
        UniqueNames names = new(unit.Name);
        foreach (Buffer buffer in unit.Planned())
        {
            string name = buffer.Name;
            buffer.Identifier = names.Of(ref name);
            buffer.Name = name;
        }
    }
}
