#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mapper/model/error.hpp"

namespace konbit {

/// What is wrong with a content, for whoever knows where it came from.
class UnsoundContent : public DataError {
public:
    explicit UnsoundContent(std::string_view why);
    [[nodiscard]] const std::string& why() const noexcept { return why_; }

private:
    std::string why_;
};

/// Reads JSON as this program writes it (UTF-8, keys ascending, no spaces, no escapes but those
/// that JSON demands), value by value, without a tree: opening a map reads a hundred thousand of
/// them. Refuses everything else with UnsoundContent.
class JsonReader {
public:
    static constexpr int kMostDepth = 8;

    explicit JsonReader(std::string_view bytes) noexcept
        : at_{bytes.data()}, end_{bytes.data() + bytes.size()} {}

    /// `field(key)` must read the value, or `skip` it.
    template <class F>
    void object(F&& field) {
        open('{');
        std::string_view last;
        bool first = true;
        while (next(first, '}')) {
            const auto name = key();
            if (!first && name <= last) refuse("its fields are not in order");
            first = false;
            last = name;
            expect(':');
            field(name);
        }
        --depth_;
    }
    /// `item()` must read one value.
    template <class F>
    void array(F&& item) {
        open('[');
        for (bool first = true; next(first, ']'); first = false) item();
        --depth_;
    }
    [[nodiscard]] std::string text(std::size_t most_bytes);
    /// A text without escapes; a view into the bytes.
    [[nodiscard]] std::string_view word() { return key(); }
    [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most);
    [[nodiscard]] double real();
    [[nodiscard]] bool boolean();
    void skip();
    /// Refuses if anything is left.
    void end() const;
    [[noreturn]] static void refuse(std::string_view why);

private:
    void open(char bracket);
    /// False at the closing bracket, which it takes; takes the comma otherwise.
    bool next(bool first, char closing);
    std::string_view key();
    void expect(char c);
    bool accept(char c) noexcept;
    void take_literal(std::string_view literal);
    [[nodiscard]] std::string_view number_text();
    void take_utf8();
    char take_escape();

    const char* at_;
    const char* end_;
    int depth_ = 0;
};

}  // namespace konbit
