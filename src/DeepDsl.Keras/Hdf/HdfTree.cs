namespace DeepDsl.Keras;

/// <summary>The tree in which a group has its names.</summary>
internal static class HdfTree
{
    /// <summary>Levels that no file has: each has up to 32 times as many names as the one above.</summary>
    private const int Deepest = 16;

    /// <summary>Places of names, and of the headers of what they name.</summary>
    public static IEnumerable<(ulong Name, ulong Header)> Entries(HdfFile file, ulong address, int depth = 0)
    {
        HdfBytes head = file.Read(address, 24);
        HdfFile.Expect(head, "TREE");
        (int type, int level, int count) = (head.Byte(), head.Byte(), head.Short());
        if (type != 0 || depth > Deepest)
        {
            throw new InvalidDataException("The names of a group are not where they should be.");
        }

        HdfBytes children = file.Read(address + 24, 16L * count);
        for (int i = 0; i < count; i++)
        {
            children.Skip(8);
            ulong child = children.Long();
            foreach ((ulong, ulong) entry in level > 0 ? Entries(file, child, depth + 1) : Leaf(file, child))
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<(ulong Name, ulong Header)> Leaf(HdfFile file, ulong address)
    {
        HdfBytes head = file.Read(address, 8);
        HdfFile.Expect(head, "SNOD");
        head.Skip(2);
        int count = head.Short();
        HdfBytes entries = file.Read(address + 8, 40L * count);
        for (int i = 0; i < count; i++)
        {
            (ulong name, ulong header) = (entries.Long(), entries.Long());
            entries.Skip(24);
            yield return (name, header);
        }
    }
}
