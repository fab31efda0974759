#include "render/viewer/map_languages.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace konbit {
namespace {

constexpr std::uint32_t kSampled = 20'000;

struct KnownLanguage {
    std::string_view code, words;
};
constexpr std::array<KnownLanguage, 36> kKnown{
    {{"am", "አማርኛ"},       {"ar", "العربية"},   {"bn", "বাংলা"},      {"ca", "Català"},
     {"de", "Deutsch"},    {"el", "Ελληνικά"},  {"en", "English"},    {"es", "Español"},
     {"fa", "فارسی"},      {"fi", "Suomi"},     {"fil", "Filipino"},  {"fr", "Français"},
     {"he", "עברית"},      {"hi", "हिन्दी"},     {"ht", "Kreyòl"},     {"id", "Indonesia"},
     {"it", "Italiano"},   {"ja", "日本語"},    {"km", "ខ្មែរ"},       {"ko", "한국어"},
     {"ku", "Kurdî"},      {"my", "မြန်မာ"},     {"ne", "नेपाली"},      {"nl", "Nederlands"},
     {"pl", "Polski"},     {"ps", "پښتو"},      {"pt", "Português"},  {"ru", "Русский"},
     {"sv", "Svenska"},    {"sw", "Kiswahili"}, {"th", "ไทย"},        {"tr", "Türkçe"},
     {"uk", "Українська"}, {"ur", "اردو"},      {"vi", "Tiếng Việt"}, {"zh", "中文"}}};

bool is_language(std::string_view code) {
    return (code.size() == 2 || code.size() == 3) &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string words_of_language(const std::string& code) {
    for (const auto& known : kKnown) {
        if (known.code == code) return std::string{known.words};
    }
    return code;
}

}  // namespace

std::vector<MapLanguage> languages_of(const BaseMap& base, std::size_t most) {
    std::map<std::string, std::size_t, std::less<>> uses;
    Tags tags;
    const auto count = base.feature_count();
    const auto step = std::max<std::uint32_t>(1, count / kSampled);
    for (std::uint32_t i = 0; i < count; i += step) {
        base.feature(FeatureIndex{i}).read_tags(tags);
        for (const auto& tag : tags) {
            if (!tag.key.starts_with("name:")) continue;
            const auto code = tag.key.substr(5);
            if (is_language(code)) ++uses[std::string{code}];
        }
        if (count - i <= step) break;
    }
    std::vector<std::pair<std::string, std::size_t>> order{uses.begin(), uses.end()};
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<MapLanguage> out{{"", "As there"}};
    for (const auto& [code, number] : order) {
        if (out.size() >= most) break;
        out.push_back({code, words_of_language(code)});
    }
    return out;
}

}  // namespace konbit
