using OpenSeva.Contracts.Catalogue;
using OpenSeva.Definitions;

namespace OpenSeva.Catalogue.Search;

/// <summary>
/// Finds services by words in any language and spelling. Words are folded to one key; a key that is not there is
/// sought through its trigrams. Everything is in memory and rebuilt when a version is published.
/// </summary>
internal sealed class SearchIndex
{
    private const double NameWeight = 6;
    private const double KeywordWeight = 5;
    private const double AboutWeight = 1.5;
    private const double DetailWeight = 0.6;

    /// <summary>A hit this much weaker than the best one is noise.</summary>
    private const double FaintShare = 0.3;

    /// <summary>One slip of the finger, or a word not written to its end.</summary>
    private const double NearlyAlike = 0.65;

    /// <summary>"for", "of", "and" say nothing about a service.</summary>
    private const int LongestFiller = 3;

    private readonly Dictionary<string, List<Mention>> mentions = new(StringComparer.Ordinal);
    private readonly TrigramTable similar;
    private readonly int[] ranks;

    public SearchIndex(IReadOnlyList<PublishedService> services)
    {
        Services = services;
        ranks = [.. services.Select((_, place) => place)];
        for (var place = 0; place < services.Count; place++) Add(place, services[place]);
        similar = new TrigramTable(mentions.Keys);
    }

    public IReadOnlyList<PublishedService> Services { get; }

    /// <summary>Best first. Nothing but what is about the words comes back; no words find nothing.</summary>
    public IReadOnlyList<PublishedService> Find(string words)
    {
        var keys = Keys(words);
        var scores = new double[Services.Count];
        foreach (var key in keys) Score(key, scores);

        var best = scores.Length is 0 ? 0 : scores.Max();
        return best is 0 ? [] :
        [
            .. ranks.Where(place => scores[place] >= best * FaintShare)
                .OrderByDescending(place => scores[place])
                .ThenBy(place => Services[place].Definition.Code, StringComparer.Ordinal)
                .Select(place => Services[place]),
        ];
    }

    /// <summary>Every word of some length, or one nearly like it, is in what the service is called, sought by and about.</summary>
    public bool Fits(PublishedService service, string words)
    {
        var place = ranks.First(rank => Services[rank] == service);
        return Keys(words).Where(key => key.Length > LongestFiller).All(key => similar.Like(key).Any(like =>
            like.Likeness >= NearlyAlike && mentions[like.Key].Exists(mention => mention.Place == place && mention.Weight >= AboutWeight)));
    }

    private static List<string> Keys(string words) => [.. Folding.Words(words.Length > 200 ? words[..200] : words).Distinct().Take(12)];

    /// <summary>Each word counts once per service, by its best mention.</summary>
    private void Score(string key, double[] scores)
    {
        var best = new Dictionary<int, double>();
        foreach (var (known, likeness) in similar.Like(key))
        {
            var rarity = Math.Log(1 + ((double)Services.Count / mentions[known].Count));
            foreach (var mention in mentions[known])
            {
                var score = likeness * likeness * mention.Weight * rarity;
                if (score > best.GetValueOrDefault(mention.Place)) best[mention.Place] = score;
            }
        }

        foreach (var (place, score) in best) scores[place] += score;
    }

    private void Add(int place, PublishedService service)
    {
        var (definition, texts) = (service.Definition, service.Texts);
        Add(place, KeywordWeight, definition.Keywords);
        Add(place, KeywordWeight, [definition.Code]);
        foreach (var language in texts.ByLanguage.Keys)
        {
            Add(place, NameWeight, Own(TextKeys.Name));
            Add(place, AboutWeight, Own(TextKeys.Summary, TextKeys.Result));
            Add(place, DetailWeight, Own(TextKeys.Who));
            Add(place, DetailWeight, Own([.. definition.Documents.Select(document => TextKeys.Document(document.Code))]));

            IEnumerable<string> Own(params string[] keys) => keys.Select(key => texts.Own(language, key)).OfType<string>();
        }
    }

    private void Add(int place, double weight, IEnumerable<string> said)
    {
        foreach (var key in said.SelectMany(Folding.Words))
        {
            var list = mentions.TryGetValue(key, out var known) ? known : mentions[key] = [];
            if (list.Count > 0 && list[^1].Place == place)
            {
                if (list[^1].Weight < weight) list[^1] = new(place, weight);
            }
            else
            {
                list.Add(new(place, weight));
            }
        }
    }

    /// <summary>A key in a service, with the weight of the best place it stands in.</summary>
    private readonly record struct Mention(int Place, double Weight);
}
