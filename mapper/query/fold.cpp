#include "mapper/query/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>

#include "mapper/store/name_index.hpp"

namespace konbit {
namespace {

struct Spelling {
    char32_t letter;
    std::u16string_view folded;
};

/// What NFKD and case folding leave alone although people type it otherwise.
constexpr std::array kSpellings{
    Spelling{U'ø', u"o"}, Spelling{U'ł', u"l"}, Spelling{U'đ', u"d"}, Spelling{U'ð', u"d"},
    Spelling{U'ħ', u"h"}, Spelling{U'ı', u"i"}, Spelling{U'ŧ', u"t"}, Spelling{U'ŋ', u"n"},
    Spelling{U'þ', u"th"}, Spelling{U'æ', u"ae"}, Spelling{U'œ', u"oe"}, Spelling{U'ɓ', u"b"},
    Spelling{U'ɗ', u"d"}, Spelling{U'ɛ', u"e"}, Spelling{U'ɔ', u"o"}, Spelling{U'ƴ', u"y"},
    Spelling{U'ŀ', u"l"}, Spelling{U'ə', u"e"}, Spelling{U'ɖ', u"d"}, Spelling{U'ƙ', u"k"},
    // Arabic script: final forms and Persian or Urdu letters that keyboards exchange.
    Spelling{0x0649, u"\u064A"}, Spelling{0x06CC, u"\u064A"}, Spelling{0x06D2, u"\u064A"},
    Spelling{0x0629, u"\u0647"}, Spelling{0x06C1, u"\u0647"}, Spelling{0x06A9, u"\u0643"},
    Spelling{0x0671, u"\u0627"}};

/// Letters that stand for a breath or a softening (ʻokina, Hebrew geresh): often left out. True
/// apostrophes part words: "d'Andorra" must be found by "andorra".
constexpr bool is_breath(char32_t c) noexcept {
    return c == 0x02BC || c == 0x02BB || c == 0x02B9 || c == 0x02BE || c == 0x02BF || c == 0x05F3;
}

/// Marks that may be left out when typing. Those of Indic scripts are vowels and stay.
bool is_droppable_mark(char32_t c) {
    if (c == 0x0640 || c == 0x093C || c == 0x09BC) return true;  // tatweel, nuktas
    if (u_charType(static_cast<UChar32>(c)) != U_NON_SPACING_MARK) return false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
        case USCRIPT_INHERITED:
        case USCRIPT_COMMON:
        case USCRIPT_ARABIC:
        case USCRIPT_HEBREW:
        case USCRIPT_SYRIAC:
        case USCRIPT_CYRILLIC:
        case USCRIPT_GREEK:
        case USCRIPT_LATIN:
            return true;
        default:
            return false;
    }
}

void append_space(std::string& out) {
    if (!out.empty() && out.back() != ' ') out.push_back(' ');
}

void append_utf8(std::string& out, char32_t c) {
    icu::UnicodeString one{static_cast<UChar32>(c)};
    one.toUTF8String(out);
}

void append_folded(std::string& out, char32_t c) {
    if (is_breath(c) || is_droppable_mark(c)) return;
    const auto type = u_charType(static_cast<UChar32>(c));
    if (type == U_FORMAT_CHAR) return;  // joiners, direction marks, soft hyphens
    if (const auto digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0) {
        out.push_back(static_cast<char>('0' + digit));
        return;
    }
    for (const auto& spelling : kSpellings) {
        if (spelling.letter != c) continue;
        icu::UnicodeString{spelling.folded.data(), static_cast<int32_t>(spelling.folded.size())}
            .toUTF8String(out);
        return;
    }
    const bool keep = u_isalnum(static_cast<UChar32>(c)) || type == U_NON_SPACING_MARK ||
                      type == U_COMBINING_SPACING_MARK || type == U_OTHER_NUMBER ||
                      type == U_LETTER_NUMBER;
    if (keep && c != 0xFFFD) {
        append_utf8(out, c);
    } else {
        append_space(out);
    }
}

std::string fold_unicode(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) return std::string{text};
    auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    source = nfkd->normalize(source.foldCase(), status);
    // Folding may give letters that decompose again (and the other way round): once more settles
    // it.
    source = nfkd->normalize(source.foldCase(), status);
    std::string out;
    for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
        append_folded(out, static_cast<char32_t>(source.char32At(i)));
    }
    return out;
}

/// Most names on Earth's road signs: no need to wake ICU.
std::string fold_ascii(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            out.push_back(static_cast<char>(c - 'A' + 'a'));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out.push_back(c);
        } else {
            append_space(out);
        }
    }
    return out;
}

}  // namespace

std::string fold(std::string_view text) {
    constexpr std::size_t kMaxText = 4096;  // OSM's limit is 255 letters; a hostile one is cut
    text = text.substr(0, kMaxText);
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    auto out = ascii ? fold_ascii(text) : fold_unicode(text);
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::vector<std::string_view> words_of(std::string_view folded) {
    std::vector<std::string_view> words;
    while (!folded.empty()) {
        const auto end = std::min(folded.find(' '), folded.size());
        auto word = folded.substr(0, end);
        folded.remove_prefix(std::min(end + 1, folded.size()));
        if (word.size() > NameIndexWriter::kMaxWordBytes) {
            auto cut = NameIndexWriter::kMaxWordBytes;
            while (cut > 0 && (static_cast<unsigned char>(word[cut]) & 0xC0) == 0x80) --cut;
            word = word.substr(0, cut);
        }
        if (!word.empty()) words.push_back(word);
    }
    return words;
}

std::size_t letter_count(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

}  // namespace konbit
