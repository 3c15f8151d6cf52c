META
key;value
description;A small vote, one project each
country;France
unit;Exemple
instance;2024
num_projects;4
num_votes;7
budget;1000.50
vote_type;choose-1
rule;greedy-no-skip
date_begin;01.09.2024
date_end;30.09.2024
currency;EUR
PROJECTS
project_id;cost;votes;name;category;selected
A/1;400;3;"Le four ; ""à pain""";culture;1
A/2;500,50;2;Une haie;nature;1
A/3;200;1;Un abri;nature;0
A/4;50;1;Un banc;culture;0
VOTES
voter_id;vote;age
1;A/1;30
2;A/1;12
3;A/1;40-59
4;A/2;
5;A/2;61
6;A/3;70
7;A/4;11
