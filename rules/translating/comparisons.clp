;; The comparisons that rules make, in CLIPS: written anew, so that they check those of rules/engine/comparisons.py.
;;
;; A date is one integer: the number of a set of facts that came before the fact that it dates (0 for none), the number
;; of that fact (10 bits; 0 for none), how the date is written (3 bits), its first day and its last day (22 bits each). A
;; day is 32 times its months since the year 0, plus its day of the month. What is missing is nil. A comparison answers
;; TRUE, FALSE or, where the values leave it open, open.

(defglobal ?*told* = (create$)) ; 1024 times the number of a set plus that of a fact in it

(deffunction first-day (?date) (mod (div ?date 4194304) 4194304))
(deffunction last-day (?date) (mod ?date 4194304))
(deffunction dated-fact (?date) (mod (div ?date 140737488355328) 1024))
(deffunction facts-before (?date) (div ?date 144115188075855872))
(deffunction same-date (?a ?b)
  (if (or (eq ?a nil) (eq ?b nil)) then (return (eq ?a ?b)))
  (= (mod ?a 140737488355328) (mod ?b 140737488355328)))

(deffunction among-those-before (?a ?b)
  (and (> (dated-fact ?a) 0) (member$ (+ (* 1024 (facts-before ?b)) (dated-fact ?a)) ?*told*)))

(deffunction came-first (?a ?b)
  (if (among-those-before ?a ?b) then (return TRUE))
  (if (among-those-before ?b ?a) then FALSE else open))

(deffunction of-one-fact (?a ?b)
  (and (> (dated-fact ?a) 0) (= (dated-fact ?a) (dated-fact ?b))))

(deffunction earlier (?a ?b)
  (if (or (eq ?a nil) (eq ?b nil)) then (return open))
  (if (< (last-day ?a) (first-day ?b)) then (return TRUE))
  (if (> (first-day ?a) (last-day ?b)) then (return FALSE))
  (bind ?told (came-first ?a ?b))
  (if (and (eq ?told open) (or (of-one-fact ?a ?b) (= (first-day ?a) (last-day ?b)))) then (return FALSE))
  ?told)

(deffunction not-later (?a ?b)
  (if (or (eq ?a nil) (eq ?b nil)) then (return open))
  (if (< (last-day ?a) (first-day ?b)) then (return TRUE))
  (if (> (first-day ?a) (last-day ?b)) then (return FALSE))
  (bind ?told (came-first ?a ?b))
  (if (and (eq ?told open) (or (of-one-fact ?a ?b) (= (last-day ?a) (first-day ?b)))) then (return TRUE))
  ?told)

(deffunction covers (?begins ?ends ?at)
  (if (eq ?at nil) then (return open))
  (bind ?started (not-later ?begins ?at))
  (bind ?over (if (eq ?ends nil) then FALSE else (earlier ?ends ?at)))
  (if (or (eq ?started FALSE) (eq ?over TRUE) (eq (earlier ?ends ?begins) TRUE)) then (return FALSE))
  (if (and (eq ?started TRUE) (eq ?over FALSE)) then TRUE else open))

(deffunction month-length (?month)
  (bind ?year (div ?month 12))
  (if (= (mod ?month 12) 1)
    then (if (and (= (mod ?year 4) 0) (or (<> (mod ?year 100) 0) (= (mod ?year 400) 0))) then 29 else 28)
    else (nth$ (+ 1 (mod ?month 12)) (create$ 31 28 31 30 31 30 31 31 30 31 30 31))))

(deffunction months-on (?day ?months)
  (bind ?month (+ (div ?day 32) ?months))
  (+ (* 32 ?month) (min (mod ?day 32) (month-length ?month))))

(deffunction full-months (?start ?end)
  (if (< ?end ?start) then (return (- 0 (full-months ?end ?start))))
  (bind ?months (- (div ?end 32) (div ?start 32)))
  (if (<= (months-on ?start ?months) ?end) then ?months else (- ?months 1)))

(deffunction brought-forward (?date ?by)
  (if (eq ?date nil) then (return nil))
  (bind ?months (- 0 (integer ?by)))
  (+ (* 4194304 (months-on (first-day ?date) ?months)) (months-on (last-day ?date) ?months)))

(deffunction nearing (?begins ?ends ?at ?by)
  (covers (brought-forward ?begins ?by) ?ends ?at))

(deffunction later (?late ?early ?by)
  (if (or (eq ?late nil) (eq ?early nil)) then (return open))
  (if (>= (full-months (last-day ?early) (first-day ?late)) ?by) then (return TRUE))
  (if (< (full-months (first-day ?early) (last-day ?late)) ?by) then FALSE else open))

(deffunction short-of (?late ?early ?by)
  (bind ?later (later ?late ?early ?by))
  (if (eq ?later open) then open else (not ?later)))

(deffunction far-apart (?start ?end ?by)
  (bind ?full (full-months ?start ?end))
  (or (> ?full ?by) (and (= ?full ?by) (< (months-on ?start ?full) ?end))))

(deffunction within (?a ?b ?by)
  (if (or (eq ?a nil) (eq ?b nil)) then (return open))
  (if (not (or (far-apart (first-day ?a) (last-day ?b) ?by) (far-apart (first-day ?b) (last-day ?a) ?by)))
    then (return TRUE))
  (if (or (far-apart (last-day ?a) (first-day ?b) ?by) (far-apart (last-day ?b) (first-day ?a) ?by))
    then FALSE else open))

(deffunction at-least (?a ?b)
  (if (or (eq ?a nil) (eq ?b nil)) then open else (>= ?a ?b)))

(deffunction more (?a ?b)
  (if (or (eq ?a nil) (eq ?b nil)) then open else (> ?a ?b)))

(deffunction fewer (?a ?b)
  (if (or (eq ?a nil) (eq ?b nil)) then open else (< ?a ?b)))

(deffunction differs (?a ?b)
  (if (or (eq ?a nil) (eq ?b nil)) then open else (neq ?a ?b)))

(deffunction so (?truth)
  (if (eq ?truth nil) then open else ?truth))

(deffunction includes (?list ?item)
  (if (eq ?item nil) then open else (if (member$ ?item ?list) then TRUE else FALSE)))

(deffunction includes-any (?list ?wanted)
  (progn$ (?item ?wanted) (if (member$ ?item ?list) then (return TRUE)))
  FALSE)

(deffunction among (?item $?wanted)
  (if (eq ?item nil) then open else (if (member$ ?item ?wanted) then TRUE else FALSE)))

(deffunction name-parts (?name)
  (bind ?rest (str-replace (lowcase ?name) "-" " "))
  (bind ?parts (create$))
  (while (str-index " " ?rest) do
    (bind ?end (str-index " " ?rest))
    (bind ?parts (create$ ?parts (sub-string 1 (- ?end 1) ?rest)))
    (bind ?rest (sub-string (+ ?end 1) (str-length ?rest) ?rest)))
  (delete-member$ (create$ ?parts ?rest) ""))

(deffunction same-person (?a ?b)
  (if (or (eq ?a nil) (eq ?b nil)) then (return open))
  (bind ?first (name-parts ?a))
  (bind ?second (name-parts ?b))
  (and (> (length$ ?first) 0) (or (subsetp ?first ?second) (subsetp ?second ?first))))
