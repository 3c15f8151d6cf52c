META
key; value
description;Everything a real file may do and still be counted
country;France
unit;Exemple
instance;2025
num_projects;9
num_votes;7
budget;1000,50
vote_type;approval
rule;greedy-exclusive
max_length;2

PROJECTS
cost;project_id;votes;name;target;selected
600;1;3;"Le four; ""à pain""";enfants;1
0;2;2; Une haie ;;1
2000;3;2;Trop cher;;0
999999999;4;1;Retiré;aînés;0
300,50;5;3;Un pont;enfants,aînés;1
180;6;1;En réserve;;2
VOTES
voter_id;vote;age;neighborhood
1;1,2,3;30;Saint-Côme
2;1, 5;12;Centre
3;5;40-59;
4;;61
5;2,3;;Haut-Bourg
6;5,5;70;Centre
7;1,4;;Centre
8;6;18;Centre