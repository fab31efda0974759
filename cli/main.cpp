// The list of commands, and the one place where errors become messages and exit codes.
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <new>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "mapper/model/error.hpp"

namespace {

using namespace konbit;

constexpr std::array kCommands{
    Command{"import", "EXTRACT", "Make a map from an OpenStreetMap extract", declare_import},
    Command{"info", "[MAP]", "What a map holds, how old it is, what was skipped", declare_info},
    Command{"event", "[MAP] [KIND]", "Set the disaster, or show those set", declare_event},
    Command{"find", "[MAP] TEXT", "Find places by name, in any language and script", declare_find},
    Command{"shelters", "[MAP]", "The nearest shelters", declare_shelters},
    Command{"care", "[MAP]", "The nearest hospitals, clinics, doctors, pharmacies", declare_care},
    Command{"water", "[MAP]", "The nearest drinking water on the map", declare_water},
    Command{"supply", "[MAP]", "The nearest fuel, airports, helipads, ports, warehouses",
            declare_supply},
    Command{"route", "[MAP] FROM [VIA…] TO", "The way a vehicle can take today, and its doubts",
            declare_route},
    Command{"matrix", "[MAP]", "Travel times between many places", declare_matrix},
    Command{"tour", "[MAP] START STOP…", "The best order of stops", declare_tour},
    Command{"reach", "[MAP] PLACE", "What can be reached within some time", declare_reach},
    Command{"cutoff", "[MAP]", "Who has no way today, and which place to open first",
            declare_cutoff},
    Command{"damage", "[MAP]", "What is known of damage and blocked roads", declare_damage},
    Command{"evidence", "[MAP] PLACE", "All that was said of one thing", declare_evidence},
    Command{"needs", "[MAP]", "What people asked for", declare_needs},
    Command{"recheck", "[MAP]", "What somebody should look at", declare_recheck},
    Command{"report", "[MAP] KIND PLACE", "Say what you saw or heard of a place", declare_report},
    Command{"confirm", "[MAP] ENTRY", "Say that another person's report is right", declare_confirm},
    Command{"dispute", "[MAP] ENTRY", "Say that a report is wrong", declare_dispute},
    Command{"withdraw", "[MAP] ENTRY", "Take back an entry of your own", declare_withdraw},
    Command{"redact", "[MAP] ENTRY", "Destroy what an entry says, on all laptops", declare_redact},
    Command{"log", "[MAP]", "What people added, newest first", declare_log},
    Command{"bundle", "[MAP]", "All that people added in one file, for a stick", declare_bundle},
    Command{"merge", "[MAP] FILE…", "Take in other people's bundles", declare_merge},
    Command{"sync", "[MAP] DIR|URL", "Meet others in a folder or in PostgreSQL", declare_sync},
    Command{"team", "[MAP] [accept|revoke KEY]", "Whose word counts in this map", declare_team},
    Command{"copy", "[MAP] TO", "A copy of a map, while others write into it", declare_copy},
    Command{"wipe", "MAP", "Destroy on this laptop what people added", declare_wipe},
    Command{"export", "[MAP]", "Write a file for other programs", declare_export},
    Command{"render", "[MAP]", "Draw a picture, or tiles for other programs", declare_render},
    Command{"view", "[MAP]", "Look at the map in a window", declare_view},
};

int run(const std::vector<std::string>& words) {
    try {
        run_command_line(words, kCommands);
        return 0;
    } catch (const NoWay&) {
        return 3;
    }
}

int fail(std::string_view message, int code) {
    print_error(message);
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const int code = run({argv + 1, argv + argc});
        flush_output();
        return code;
    } catch (const konbit::UsageError& error) {
        return fail(error.what(), 2);
    } catch (const konbit::Error& error) {
        return fail(error.what(), 1);
    } catch (const std::bad_alloc&) {
        return fail("The command stopped: there is not enough memory. Close other programs.", 1);
    } catch (const std::filesystem::filesystem_error& error) {
        return fail(fmt::format("The command stopped ({}): {}. Check the disk and the folder.",
                                error.path1().string(), error.code().message()),
                    1);
    } catch (const std::exception& error) {
        return fail(fmt::format("The command stopped: {}. Please report this with the command.",
                                error.what()),
                    1);
    }
}
