#include "mapper/exchange/gpx_waypoints.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

enum Column : std::size_t { lat, lon, time, name, desc, cmt, type, sym, link, text, count };
constexpr std::array<std::string_view, Column::count> kColumns{
    "lat", "lon", "time", "name", "desc", "cmt", "type", "sym", "link", "text"};

DataError broken(const std::string& where, std::string_view why) {
    return DataError{"The waypoints cannot be read", where, why,
                     "Export them again from the phone or GPS receiver as GPX"};
}

/// Names may come as "gpx:wpt" or "http://…/GPX/1/1 wpt"; only the last part counts.
std::string_view local_name(std::string_view element) {
    const auto end = element.find_last_of(":|");
    return end == std::string_view::npos ? element : element.substr(end + 1);
}

/// What expat tells, element by element. Nothing may be thrown through the C library, so that
/// errors wait in `failed` until the parser has stopped.
class WaypointParser {
public:
    using Take = std::function<void(const SurveyRow&)>;

    WaypointParser(const std::string& where, const Take& take) : where_{where}, take_{take} {
        if (!parser_) throw std::bad_alloc{};
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), on_start, on_end);
        XML_SetCharacterDataHandler(parser_.get(), on_text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
    }

    void parse(std::string_view bytes) {
        const auto status =
            XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), 1);
        if (failed_) std::rethrow_exception(failed_);
        if (status != XML_STATUS_OK) {
            throw broken(where_, fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser_.get()),
                                             XML_ErrorString(XML_GetErrorCode(parser_.get()))));
        }
    }

private:
    struct Free {
        void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
    };

    template <class Work>
    static void guarded(void* self, const Work& work) noexcept {
        auto& parser = *static_cast<WaypointParser*>(self);
        if (parser.failed_) return;
        try {
            work(parser);
        } catch (...) {
            parser.failed_ = std::current_exception();
            XML_StopParser(parser.parser_.get(), XML_FALSE);
        }
    }
    static void on_start(void* self, const char* element, const char** attributes) {
        guarded(self, [&](auto& parser) { parser.start(local_name(element), attributes); });
    }
    static void on_end(void* self, const char* /*element*/) {
        guarded(self, [](auto& parser) { parser.end(); });
    }
    static void on_text(void* self, const char* letters, int length) {
        guarded(self, [&](auto& parser) {
            if (parser.into_ == nullptr) return;
            parser.into_->append(letters, static_cast<std::size_t>(length));
        });
    }
    static void on_doctype(void* self, const char*, const char*, const char*, int) {
        guarded(self, [](auto& parser) {
            throw broken(parser.where_, "it has a document type, which GPX never needs");
        });
    }

    void start(std::string_view element, const char** attributes) {
        if (++depth_ > 64) throw broken(where_, "it nests too deep");
        if (depth_ == 1 && element != "gpx") throw broken(where_, "it is no GPX");
        if (depth_ == 2 && element == "wpt") start_waypoint(attributes);
        if (depth_ == 3 && in_waypoint_) start_field(element, attributes);
    }

    void start_waypoint(const char** attributes) {
        in_waypoint_ = true;
        ++row_.row;
        row_.problem.clear();
        row_.cells.assign(Column::count, "");
        for (; attributes[0] != nullptr; attributes += 2) {
            if (std::string_view{"lat"} == attributes[0]) row_.cells[lat] = attributes[1];
            if (std::string_view{"lon"} == attributes[0]) row_.cells[lon] = attributes[1];
        }
    }

    void start_field(std::string_view element, const char** attributes) {
        const auto column = std::find(kColumns.begin() + time, kColumns.begin() + text, element);
        if (column == kColumns.begin() + text) return;
        into_ = &row_.cells[static_cast<std::size_t>(column - kColumns.begin())];
        if (element != "link") return;
        into_->clear();
        for (; attributes[0] != nullptr; attributes += 2) {
            if (std::string_view{"href"} == attributes[0]) *into_ = attributes[1];
        }
        into_ = nullptr;  // its inner text is no address
    }

    void end() {
        if (depth_ == 3) into_ = nullptr;
        if (depth_ == 2 && in_waypoint_) end_waypoint();
        --depth_;
    }

    void end_waypoint() {
        in_waypoint_ = false;
        auto& all = row_.cells[text];
        for (const auto column : {name, desc, cmt}) {
            const auto& part = row_.cells[column];
            if (part.empty() || all.find(part) != std::string::npos) continue;
            if (!all.empty()) all += '\n';
            all += part;
        }
        take_(row_);
    }

    const std::string& where_;
    const Take& take_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_{XML_ParserCreate(nullptr)};
    std::exception_ptr failed_;
    SurveyRow row_;
    bool in_waypoint_ = false;
    int depth_ = 0;
    std::string* into_ = nullptr;
};

}  // namespace

std::span<const std::string_view> gpx_columns() noexcept {
    return kColumns;
}

void read_gpx_waypoints(std::string_view bytes, const std::string& where,
                        const std::function<void(const SurveyRow&)>& take) {
    WaypointParser{where, take}.parse(bytes);
}

}  // namespace konbit
