META
key;value
description;Up to three projects, at least two votes
country;France
unit;Exemple
instance;2024
num_projects;5
num_votes;6
budget;100
vote_type;approval
rule;greedy-threshold
min_project_score_threshold;2
min_length;1
max_length;3
date_begin;2024
date_end;2024
PROJECTS
project_id;cost;votes;score;name;selected
1;60;5;5;First;1
2;50;3;3;Too dear after the first;0
3;30;3;3;Fits;1
4;5;1;1;Below the minimum;0
5;999999999;2;2;Withdrawn;0
VOTES
voter_id;vote
a;1,2
b;1,2,3
c;3,1
d;1,5
e;2,1,3
f;4,5
