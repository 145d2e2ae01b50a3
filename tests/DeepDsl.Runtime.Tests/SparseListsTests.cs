using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests;

public sealed class SparseListsTests
{
    [Fact]
    public void Lists_what_is_not_zero_and_fills_up()
    {
        SparseLists lists = SparseLists.Of([0, 5, 0, 7, 0, 0, 0, 0, 3, 0, 0, 0], columns: 4);
        Assert.Equal(2, lists.Entries);
        Assert.Equal([1, 3, -1, -1, 0, -1], lists.Columns);
        Assert.Equal([5, 7, 0, 0, 3, 0], lists.Values);
    }

    [Fact]
    public void Triples_may_come_in_any_order()
    {
        SparseLists lists = SparseLists.Of([(2, 0, 3f), (0, 3, 7f), (0, 1, 5f)], rows: 3, columns: 4, entries: 3);
        Assert.Equal([1, 3, -1, -1, -1, -1, 0, -1, -1], lists.Columns);
        Assert.Equal([5, 7, 0, 0, 0, 0, 3, 0, 0], lists.Values);
    }

    [Fact]
    public void Says_what_does_not_fit()
    {
        Assert.StartsWith("Row 0 has 2 numbers that are not 0, more than the 1 that a list holds; declare the input with more.",
            Assert.Throws<ArgumentException>(() => SparseLists.Of([0, 5, 0, 7], columns: 4, entries: 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Row 1 lists column 4, but its columns go from 0 to 3.",
            Assert.Throws<ArgumentException>(() => SparseLists.Of([(1, 4, 1f)], rows: 2, columns: 4)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Row 2 is listed, but rows go from 0 to 1.",
            Assert.Throws<ArgumentException>(() => SparseLists.Of([(2, 0, 1f)], rows: 2, columns: 4)).Message, StringComparison.Ordinal);
        Assert.StartsWith("5 numbers are no whole rows of 4.",
            Assert.Throws<ArgumentException>(() => SparseLists.Of(new float[5], columns: 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_as_long_as_its_last_entry()
    {
        Random random = new(1);
        for (int places = 1; places < 40; places++)
        {
            for (int listed = 0; listed <= places; listed++)
            {
                int[] columns = [.. Enumerable.Range(0, places).Select(i => i >= listed ? -1 : i + 1 < listed && random.Next(3) == 0 ? -1 : i)];
                Assert.Equal(listed, SparseList.Length(ref columns[0], places));
            }
        }
    }
}
