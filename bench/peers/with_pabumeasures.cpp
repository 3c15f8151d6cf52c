// One count by the rules of pabumeasures (C++, long double): with_pabumeasures FILE.pb PLAIN RULE.
// It reads the plain form written by bench/plain.py. Names are places in the file, so ties follow the order of the file.
#include "pb_rules_and_measures/Greedy.h"
#include "pb_rules_and_measures/GreedyOverCost.h"
#include "pb_rules_and_measures/MesApr.h"
#include "pb_rules_and_measures/MesCost.h"
#include "pb_rules_and_measures/Phragmen.h"
#include "utils/Election.h"
#include "utils/ProjectComparator.h"
#include "utils/ProjectEmbedding.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <sys/resource.h>
#include <utility>
#include <vector>

using Rule = std::vector<ProjectEmbedding> (*)(const Election &, const ProjectComparator &);

static const std::map<std::string, Rule> RULES{{"votes", greedy},
                                               {"per-euro", greedy_over_cost},
                                               {"shares-cost", mes_cost},
                                               {"shares-cardinality", mes_apr},
                                               {"phragmen", phragmen}};

static double seconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

// The peak in KiB. Linux's own figure first: that of getrusage begins with what the parent used.
static long memory() {
    long peak = 0;
    char line[128];
    if (FILE *file = std::fopen("/proc/self/status", "r")) {
        while (std::fgets(line, sizeof line, file))
            std::sscanf(line, "VmHWM: %ld", &peak);
        std::fclose(file);
    }
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return peak ? peak : usage.ru_maxrss;
}

static long long number(FILE *file) {
    int letter = getc_unlocked(file);
    while (letter == ' ' || letter == '\n')
        letter = getc_unlocked(file);
    long long value = 0;
    for (; letter >= '0' && letter <= '9'; letter = getc_unlocked(file))
        value = value * 10 + (letter - '0');
    return value;
}

static Election read(const char *path) {
    FILE *file = std::fopen(path, "r");
    if (file == nullptr)
        std::exit(2);
    const long long budget = number(file), voters = number(file), projects = number(file);
    std::vector<ProjectEmbedding> found;
    for (long long place = 0; place < projects; place++) {
        const long long cost = number(file);
        std::vector<int> approvers(number(file));
        for (int &voter : approvers)
            voter = static_cast<int>(number(file));
        char name[16];
        std::snprintf(name, sizeof name, "%09lld", place);
        found.emplace_back(cost, std::string(name), std::move(approvers));
    }
    std::fclose(file);
    return Election(budget, static_cast<int>(voters), std::move(found));
}

int main(int, char **arguments) {
    const double start = seconds();
    const Election election = read(arguments[2]);
    const double begin = seconds();
    const auto winners = RULES.at(arguments[3])(election, ProjectComparator::ByNameAsc);
    const double end = seconds();
    std::printf("{\"read\": %.9f, \"count\": %.9f, \"memory\": %ld, \"winners\": [", begin - start, end - begin,
                memory());
    for (std::size_t place = 0; place < winners.size(); place++)
        std::printf("%s%d", place ? ", " : "", std::atoi(winners[place].name().c_str()));
    std::printf("]}\n");
    return 0;
}
