#include "render/viewer/script.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <span>
#include <utility>

#include "mapper/model/error.hpp"
#include "mapper/query/place.hpp"

namespace konbit {
namespace {

constexpr int kMostPixels = 100'000;
constexpr int kMostWait_ms = 600'000;
constexpr std::size_t kMostBytes = 1U << 20;

struct Word {
    std::string text;
    bool quoted = false;
    int column = 1;
};

/// One line of a script, read word by word.
class LineReader {
public:
    LineReader(std::string_view text, std::string_view file, int line)
        : rest_{text}, file_{file}, line_{line} {}

    [[nodiscard]] std::vector<Word> words() {
        std::vector<Word> found;
        for (skip_blanks(); !rest_.empty() && rest_.front() != '#'; skip_blanks()) {
            found.push_back(rest_.front() == '"' ? quoted_word() : plain_word());
        }
        end_column_ = column_;
        return found;
    }
    [[noreturn]] void fail(int column, std::string_view why, std::string_view advice) const {
        throw UsageError{"The script cannot be understood",
                         fmt::format("{}:{}:{}", file_, line_, column), why, advice};
    }
    [[nodiscard]] int end_column() const noexcept { return end_column_; }

private:
    char take() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++column_;  // not inside a character
        return c;
    }
    void skip_blanks() {
        while (!rest_.empty() &&
               (rest_.front() == ' ' || rest_.front() == '\t' || rest_.front() == '\r')) {
            take();
        }
    }
    Word plain_word() {
        Word word{{}, false, column_};
        while (!rest_.empty() && rest_.front() != ' ' && rest_.front() != '\t' &&
               rest_.front() != '\r' && rest_.front() != '"') {
            word.text += take();
        }
        return word;
    }
    Word quoted_word() {
        Word word{{}, true, column_};
        take();
        for (;;) {
            if (rest_.empty()) fail(word.column, "the quotation mark is not closed", "Close it.");
            char c = take();
            if (c == '"') return word;
            if (c == '\\') {
                if (rest_.empty() || (rest_.front() != '"' && rest_.front() != '\\')) {
                    fail(column_ - 1, "\\ is not followed by \" or \\", "Write \\\\ for a \\.");
                }
                c = take();
            }
            word.text += c;
        }
    }

    std::string_view rest_;
    std::string_view file_;
    int line_;
    int column_ = 1;
    int end_column_ = 1;
};

/// The words of one step behind its name.
class Arguments {
public:
    Arguments(const LineReader& line, std::vector<Word> words, std::string_view form)
        : line_{line}, words_{std::move(words)}, form_{form} {}

    [[nodiscard]] bool more() const noexcept { return next_ < words_.size(); }
    [[nodiscard]] bool next_is_quoted() const noexcept { return more() && words_[next_].quoted; }
    const Word& word() {
        if (!more()) line_.fail(line_.end_column(), "something is missing", advice());
        return words_[next_++];
    }
    int number(int least, int most) {
        const auto& at = word();
        int value = 0;
        const auto* end = at.text.data() + at.text.size();
        const auto [stop, error] = std::from_chars(at.text.data(), end, value);
        if (at.quoted || error != std::errc{} || stop != end || value < least || value > most) {
            line_.fail(at.column,
                       fmt::format("\"{}\" is no whole number from {} to {}", at.text, least, most),
                       advice());
        }
        return value;
    }
    std::string text() {
        const auto& at = word();
        if (at.text.empty()) line_.fail(at.column, "there is nothing between the marks", advice());
        return at.text;
    }
    void finish() const {
        if (more()) line_.fail(words_[next_].column, "there is a word too many", advice());
    }
    [[noreturn]] void fail_here(std::string_view why) const {
        line_.fail(words_[next_ - 1].column, why, advice());
    }

private:
    [[nodiscard]] std::string advice() const { return fmt::format("The form is: {}", form_); }

    const LineReader& line_;
    std::vector<Word> words_;
    std::string_view form_;
    std::size_t next_ = 1;
};

PixelPoint read_point(Arguments& from) {
    const int x = from.number(0, kMostPixels);
    const int y = from.number(0, kMostPixels);
    return {double(x), double(y)};
}

ScriptStep read_pan(Arguments& from) {
    const int dx = from.number(-kMostPixels, kMostPixels);
    return PanStep{dx, from.number(-kMostPixels, kMostPixels)};
}
ScriptStep read_zoom(Arguments& from) {
    ZoomStep step{.steps = from.number(-20, 20), .around = {}};
    if (from.more()) step.around = read_point(from);
    return step;
}
ScriptStep read_any_click(Arguments& from, bool twice) {
    if (from.next_is_quoted()) return ClickStep{.at = {}, .words = from.text(), .twice = twice};
    return ClickStep{.at = read_point(from), .words = {}, .twice = twice};
}
ScriptStep read_click(Arguments& from) {
    return read_any_click(from, false);
}
ScriptStep read_double_click(Arguments& from) {
    return read_any_click(from, true);
}
ScriptStep read_type(Arguments& from) {
    return TypeStep{from.text()};
}
ScriptStep read_wait(Arguments& from) {
    return from.more() ? WaitStep{from.number(0, kMostWait_ms)} : WaitStep{};
}
ScriptStep read_screenshot(Arguments& from) {
    return ScreenshotStep{from.text()};
}
ScriptStep read_style(Arguments& from) {
    return StyleStep{from.text()};
}
ScriptStep read_lang(Arguments& from) {
    return LangStep{from.word().text};
}
Location read_location(Arguments& from) {
    const auto text = from.text();
    try {
        if (const auto at = parse_coordinates(text)) return *at;
    } catch (const UsageError& error) {
        from.fail_here(error.what());
    }
    from.fail_here(fmt::format("\"{}\" is no LAT,LON", text));
}
ScriptStep read_route(Arguments& from) {
    TravelStep step{.profile = from.text(), .from = {}, .to = {}};
    step.from = read_location(from);
    step.to = read_location(from);
    return step;
}
ScriptStep read_expect(Arguments& from) {
    return ExpectStep{from.text(), false};
}
ScriptStep read_expect_no(Arguments& from) {
    return ExpectStep{from.text(), true};
}

constexpr std::array<std::pair<std::string_view, Key>, 15> kKeys{{{"Enter", Key::enter},
                                                                  {"Escape", Key::escape},
                                                                  {"Tab", Key::tab},
                                                                  {"Backspace", Key::backspace},
                                                                  {"Delete", Key::del},
                                                                  {"Left", Key::left},
                                                                  {"Right", Key::right},
                                                                  {"Up", Key::up},
                                                                  {"Down", Key::down},
                                                                  {"Home", Key::home},
                                                                  {"End", Key::end},
                                                                  {"PageUp", Key::page_up},
                                                                  {"PageDown", Key::page_down},
                                                                  {"Space", Key::space},
                                                                  {"Esc", Key::escape}}};

/// "Shift+Tab", "Ctrl+z", "m".
ScriptStep read_key(Arguments& from) {
    InputEvent event;
    event.kind = InputEvent::Kind::key;
    std::string_view name = from.word().text;
    if (name.starts_with("Ctrl+")) event.ctrl = true, name.remove_prefix(5);
    if (name.starts_with("Shift+")) event.shift = true, name.remove_prefix(6);
    for (const auto& [known, key] : kKeys) {
        if (known == name) event.key = key;
    }
    if (event.key == Key::none) {
        if (name.size() != 1 || name.front() <= ' ' || name.front() > '~') {
            from.fail_here("there is no such key");
        }
        const char c = name.front();
        event.key = Key::character;
        event.character = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return KeyStep{event};
}

struct StepForm {
    std::string_view name;
    std::string_view form;
    ScriptStep (*read)(Arguments& from);
};
constexpr std::array kSteps{
    StepForm{"pan", "pan DX DY", read_pan},
    StepForm{"zoom", "zoom STEPS [X Y]", read_zoom},
    StepForm{"click", "click X Y, or click \"Words\"", read_click},
    StepForm{"double-click", "double-click X Y, or double-click \"Words\"", read_double_click},
    StepForm{"type", "type \"text\"", read_type},
    StepForm{"key", "key NAME: Enter, Escape, Tab, Left, Ctrl+z, m, …", read_key},
    StepForm{"wait", "wait, or wait MS", read_wait},
    StepForm{"screenshot", "screenshot FILE.png", read_screenshot},
    StepForm{"style", "style NAME", read_style},
    StepForm{"lang", "lang XX (\"\" for local names)", read_lang},
    StepForm{"route", "route PROFILE LAT,LON LAT,LON", read_route},
    StepForm{"expect", "expect \"text\"", read_expect},
    StepForm{"expect-no", "expect-no \"text\"", read_expect_no},
};

std::string step_names() {
    std::string names;
    for (const auto& form : kSteps) names += (names.empty() ? "" : ", ") + std::string{form.name};
    return names;
}

std::optional<ScriptStep> parse_line(std::string_view text, std::string_view file, int number) {
    LineReader line{text, file, number};
    auto words = line.words();
    if (words.empty()) return std::nullopt;
    const auto name = words.front();
    for (const auto& form : kSteps) {
        if (form.name != name.text || name.quoted) continue;
        Arguments arguments{line, std::move(words), form.form};
        auto step = form.read(arguments);
        arguments.finish();
        return step;
    }
    line.fail(name.column, fmt::format("there is no step \"{}\"", name.text),
              fmt::format("Known are {}.", step_names()));
}

}  // namespace

std::vector<ScriptLine> parse_script(std::string_view text, std::string_view file) {
    std::vector<ScriptLine> lines;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        if (auto step = parse_line(text.substr(0, end), file, number)) {
            lines.push_back({std::move(*step), number});
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::vector<ScriptLine> read_script(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        throw UsageError{"The script cannot be read", file.string(), "it does not open",
                         "Check the name."};
    }
    std::string text(kMostBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad() || text.size() > kMostBytes) {
        throw UsageError{"The script cannot be read", file.string(),
                         "it is no file, or larger than 1 MB", "Give a text file."};
    }
    return parse_script(text, file.string());
}

}  // namespace konbit
