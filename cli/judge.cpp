// konbit confirm, dispute, withdraw, redact: one entry says something of another.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/condition_now.hpp"
#include "cli/entry_option.hpp"
#include "cli/entry_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/report_words.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/condition_text.hpp"

namespace konbit {
namespace {

struct Options {
    EntryKind kind = EntryKind::confirm;
    std::vector<std::string> words;  ///< [MAP] ENTRY
    ReportWords said;                ///< --seen, --heard, --text, --at, --witness
    bool json = false;
};

struct Words {
    std::optional<std::string> map;
    std::string entry;
};

Words read_words(std::vector<std::string> given) {
    Words words{take_map(given), {}};
    if (given.empty()) {
        throw UsageError{"The entry is missing", "ENTRY", "it says which report is meant",
                         "Add the first digits of its name: konbit log lists them"};
    }
    if (given.size() > 1) {
        throw UsageError{"There is a word too many", given[1], "one entry at a time",
                         "Put text behind --text, in quotes"};
    }
    words.entry = given.front();
    return words;
}

/// An entry about another: ready to be added.
struct Prepared {
    Entry about;
    NewEntry entry;
};

/// A laptop that took down what a witness said may confirm it.
void refuse_own(const Entry& about) {
    const auto& report = report_in(about);
    if (own_device() != about.head.chain.device || !report.witness.empty() ||
        !report.source.empty())
        return;
    throw UsageError{"This report is your own", short_id(about.id),
                     "nobody is a second witness of himself",
                     "If you looked again, make a new report; if another person saw it, add "
                     "--witness NAME"};
}

Prepared prepare_opinion(const Options& o, const Map& map, Entry about) {
    static_cast<void>(report_in(about));
    if (o.kind == EntryKind::confirm && o.said.witness.empty()) refuse_own(about);
    const Judgement judgement{.entry = about.id,
                              .how = read_method(o.said),
                              .observed = read_observed(o.said.at, now()),
                              .text = read_entry_text("--text", o.said.text),
                              .witness = read_entry_text("--witness", o.said.witness)};
    if (is_withdrawn(map, about)) {
        throw UsageError{"This report was taken back", short_id(about.id), "its author withdrew it",
                         "Make a report of your own: konbit report"};
    }
    const auto audience = about.head.audience;
    return {std::move(about), {o.kind, audience, judgement}};
}

void refuse_of_others(const Entry& about) {
    if (own_device() == about.head.chain.device) return;
    throw UsageError{"Only its author can take this back", short_id(about.id),
                     "it was written on another laptop",
                     "If it is wrong: konbit dispute " + short_id(about.id)};
}

Prepared prepare_withdrawal(const Options& o, const Map& map, Entry about) {
    refuse_of_others(about);
    const auto kind = about.head.kind;
    if (kind != EntryKind::report && kind != EntryKind::confirm && kind != EntryKind::dispute) {
        throw UsageError{"This cannot be taken back so", short_id(about.id),
                         "it is no report and no opinion on one",
                         "A disaster goes with \"konbit event --remove\", a device with \"konbit "
                         "team revoke\""};
    }
    if (is_withdrawn(map, about)) {
        throw UsageError{"This was taken back already", short_id(about.id),
                         "it does not count any more", "See konbit log"};
    }
    const Judgement judgement{.entry = about.id,
                              .how = Method::seen,
                              .observed = now(),
                              .text = read_entry_text("--text", o.said.text),
                              .witness = {}};
    const auto audience = about.head.audience;
    return {std::move(about), {o.kind, audience, judgement}};
}

std::string_view done_word(EntryKind kind) noexcept {
    return kind == EntryKind::confirm   ? "Confirmed"
           : kind == EntryKind::dispute ? "Disputed"
                                        : "Withdrawn";
}

/// The report that stands behind an entry, for the condition it makes.
std::optional<std::pair<EntryId, Report>> report_behind(const Map& map, const Entry& entry) {
    if (const auto* report = std::get_if<Report>(&entry.payload))
        return std::pair{entry.id, *report};
    const auto* judgement = std::get_if<Judgement>(&entry.payload);
    const auto target =
        judgement != nullptr ? map.journal_to_read().entry(judgement->entry) : std::nullopt;
    const auto* report = target ? std::get_if<Report>(&target->payload) : nullptr;
    if (report == nullptr) return std::nullopt;
    return std::pair{target->id, *report};
}

std::vector<std::string> now_lines(const Map& map,
                                   const std::optional<std::pair<EntryId, Report>>& behind) {
    return behind ? condition_now(map, behind->first, behind->second) : std::vector<std::string>{};
}

void print_json(const Map& map, const EntryId& entry, const Entry& about,
                const std::vector<std::string>& now_lines) {
    JsonMembers members{{"entry", json_text(to_hex(entry))},
                        {"about", json_text(to_hex(about.id))},
                        {"now", json_list(now_lines)}};
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void run_judgement(const Options& o) {
    const auto words = read_words(o.words);
    if (o.kind != EntryKind::withdraw) static_cast<void>(read_method(o.said));
    static_cast<void>(read_observed(o.said.at, now()));
    auto map = open_map(words.map);
    auto about = find_entry(map, words.entry);
    const auto prepared = o.kind == EntryKind::withdraw
                              ? prepare_withdrawal(o, map, std::move(about))
                              : prepare_opinion(o, map, std::move(about));
    const auto id = map.add(prepared.entry);
    const auto lines = now_lines(map, report_behind(map, prepared.about));
    if (o.json) return print_json(map, id, prepared.about, lines);
    print_line(fmt::format("{} {}: {} ({}).", done_word(o.kind), short_id(prepared.about.id),
                           entry_text(map, prepared.about), short_id(id)));
    for (const auto& line : lines) print_line("Now: " + line);
    if (o.kind != EntryKind::withdraw)
        print_line(fmt::format("Take it back: konbit withdraw {}", short_id(id)));
    print_map_notices(map);
}

void run_redact(const Options& o) {
    const auto words = read_words(o.words);
    const auto& reason = read_entry_text("--text", o.said.text);
    auto map = open_map(words.map);
    const auto about = find_entry(map, words.entry);
    if (about.redacted) {
        throw UsageError{"This was redacted already", short_id(about.id),
                         "nothing of it is left to destroy", "See konbit log"};
    }
    const auto behind = report_behind(map, about);
    const auto id = map.redact(about.id, reason);
    const auto lines = now_lines(map, behind);
    if (o.json) return print_json(map, id, about, lines);
    print_line(
        fmt::format("Redacted {} ({}): what it said is destroyed on this laptop, photos "
                    "that nothing else shows too.",
                    short_id(about.id), short_id(id)));
    for (const auto& line : lines) print_line("Now: " + line);
    print_line(
        "Its hash, its time and its device stay, so that the others can tell which entry "
        "it was. It travels with the next bundle, merge or sync and destroys their copies.");
    print_line("Bundles and exports made before still hold it: ask for them back.");
    print_map_notices(map);
}

void declare(CLI::App& app, EntryKind kind, std::string_view examples) {
    const auto o = std::make_shared<Options>();
    o->kind = kind;
    app.add_option("WORDS", o->words);
    const bool opinion = kind == EntryKind::confirm || kind == EntryKind::dispute;
    if (opinion) {
        app.add_flag("--seen", o->said.seen, "you, or the witness, saw it on the spot");
        app.add_flag("--heard", o->said.heard, "somebody told you");
        app.add_flag("--imagery", o->said.imagery, "seen on a picture from above");
        app.add_option("--at", o->said.at, "when, with a zone (default: now)")->type_name("TIME");
        app.add_option("--witness", o->said.witness, "who says it, if not you")->type_name("NAME");
    }
    app.add_option("--text", o->said.text, "why, in your own words")->type_name("TEXT");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "ENTRY is the beginning of an entry's name, at least 4 digits: \"konbit log\" lists "
        "them.\n\nExamples:\n" +
        std::string{examples});
    if (kind == EntryKind::redact) {
        app.callback([o] { run_redact(*o); });
    } else {
        app.callback([o] { run_judgement(*o); });
    }
}

}  // namespace

void declare_confirm(CLI::App& app) {
    declare(app, EntryKind::confirm,
            "  konbit confirm 3f2a9c --seen\n"
            "  konbit confirm haiti.konbit 3f2a9c --seen --at 2026-04-05T09:30-05:00 "
            "--witness Marie\n");
}
void declare_dispute(CLI::App& app) {
    declare(app, EntryKind::dispute,
            "  konbit dispute 3f2a9c --heard --text \"cars came through this morning\"\n"
            "  konbit dispute 3f2a9c --seen\n");
}
void declare_withdraw(CLI::App& app) {
    declare(app, EntryKind::withdraw,
            "  konbit withdraw 3f2a9c\n  konbit withdraw 3f2a9c --text \"wrong street\"\n");
}
void declare_redact(CLI::App& app) {
    declare(app, EntryKind::redact, "  konbit redact 3f2a9c --text \"names a person\"\n");
}

}  // namespace konbit
