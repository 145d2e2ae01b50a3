using System.Runtime.ExceptionServices;

namespace DeepDsl;

/// <summary>Makes and trains members, on as many threads as asked for; each depends on its number alone.</summary>
internal static class MemberFits
{
    public static Network[] Create(Func<int, Network> create, Func<int, int> seedOf, int count)
    {
        Network[] members = [.. Enumerable.Range(0, count).Select(i => create(seedOf(i)))];
        EnsembleChecks.Members(members);
        return members;
    }

    /// <summary>An exception of one ends it, when those that run have ended.</summary>
    public static void Run(int count, int threads, Action<int> fit)
    {
        if (threads == 1)
        {
            for (int i = 0; i < count; i++)
            {
                fit(i);
            }
            return;
        }
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, fit);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
