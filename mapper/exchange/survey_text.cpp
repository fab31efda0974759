#include "mapper/exchange/survey_text.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <cerrno>
#include <fstream>
#include <optional>
#include <system_error>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

DataError unreadable(const std::string& where, std::string_view why) {
    return DataError{"The file of reports cannot be read", where, why,
                     "Export it again as CSV (UTF-8) or GPX"};
}

/// The system's converter between two encodings; nullopt if the bytes are not of the first one.
std::optional<std::string> converted(std::string_view bytes, const char* from) {
    const iconv_t converter = ::iconv_open("UTF-8", from);
    if (converter == iconv_t(-1)) return std::nullopt;
    std::string out;
    std::string buffer(64 * 1024, '\0');
    char* in = const_cast<char*>(bytes.data());  // iconv does not write there
    std::size_t in_left = bytes.size();
    bool sound = true;
    while (in_left > 0 && sound) {
        char* to = buffer.data();
        std::size_t to_left = buffer.size();
        sound =
            ::iconv(converter, &in, &in_left, &to, &to_left) != std::size_t(-1) || errno == E2BIG;
        out.append(buffer.data(), buffer.size() - to_left);
    }
    ::iconv_close(converter);
    if (!sound) return std::nullopt;
    return out;
}

}  // namespace

std::string read_survey_bytes(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) throw unreadable(file.string(), "there is no such file");
    // A pipe or device would be waited for without end.
    if (!std::filesystem::is_regular_file(status))
        throw unreadable(file.string(), "it is not a file");
    const auto size = std::filesystem::file_size(file, error);
    if (error) throw unreadable(file.string(), error.message());
    if (size > kMostSurveyBytes) {
        throw unreadable(file.string(), fmt::format("it has {} MB, at most {} are read", size >> 20,
                                                    kMostSurveyBytes >> 20));
    }
    std::string bytes(size, '\0');
    std::ifstream in{file, std::ios::binary};
    if (!in || !in.read(bytes.data(), static_cast<std::streamsize>(size))) {
        throw unreadable(file.string(), std::generic_category().message(errno));
    }
    return bytes;
}

SurveyText decode_survey(std::string bytes, const std::string& where) {
    const std::string_view view = bytes;
    if (view.starts_with("PK\x03\x04")) {
        throw unreadable(where, "it is a spreadsheet (.xlsx, .ods) or an archive, not a table");
    }
    if (view.starts_with("\xFF\xFE") || view.starts_with("\xFE\xFF")) {
        auto text = converted(view.substr(2), view[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE");
        if (!text) throw unreadable(where, "it claims to be UTF-16 and is damaged");
        return {*std::move(text), ""};
    }
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (auto text = converted(view, "UTF-8")) {
        if (text->starts_with(kByteOrderMark)) text->erase(0, kByteOrderMark.size());
        return {*std::move(text), ""};
    }
    auto text = converted(view, "WINDOWS-1252");
    if (!text) throw unreadable(where, "its letters are neither UTF-8 nor Windows-1252");
    return {*std::move(text),
            "The file is not UTF-8; it was read as Windows-1252. If letters look wrong, export it "
            "as UTF-8."};
}

std::string shown_value(std::string_view value, std::size_t most) {
    bool cut = false;
    if (value.size() > most) {
        // Not within a character: bytes 10xxxxxx continue one.
        while (most > 0 && (static_cast<unsigned char>(value[most]) & 0xC0U) == 0x80U) --most;
        value = value.substr(0, most);
        cut = true;
    }
    std::string shown;
    for (const char c : value) shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    if (cut) shown += "…";
    return shown;
}

}  // namespace konbit
